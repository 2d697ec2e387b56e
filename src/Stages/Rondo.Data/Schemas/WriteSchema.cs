using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Schemas;

/// <summary>Agrees on the columns of a data set: kinds, roles, gaps and ranges. Every later version is held to it.</summary>
[UseCase("PUT /products/{product}/datasets/{dataset}/schema", "dataset agree", "Agrees on the columns of a data set; later versions are held to it.")]
[AllowedTo(Role.DataScientist, Role.Engineer)]
internal static class WriteSchema
{
    private const int Most = 2_000;
    private static readonly HashSet<string> Kinds = ["number", "category", "time", "text", "identifier"];

    public static async Task<Answer<Document<Schema>>> Handle(string product, string dataset, Schema body, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Dataset>(dataset) is null)
        {
            return CommonProblems.NoDocument(Dataset.Kind, dataset);
        }

        // Not based on the version that it was made from: it is there to outlive versions.
        return Refuse(body) is { } refused ? refused : await desk.WriteAsync(state, dataset, body, [], "", cancellation);
    }

    internal static Refusal? Refuse(Schema body) =>
        body.Columns.Count is 0 or > Most ? CommonProblems.Invalid("columns", $"1 to {Most:N0} columns; got {body.Columns.Count:N0}.", "Name the columns that matter.") :
        body.Columns.Any(column => column is null || string.IsNullOrWhiteSpace(column.Name)) ? CommonProblems.Missing("A column", ["name"]) :
        body.Columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(columns => columns.Count() > 1) is { } twice ? CommonProblems.Invalid("columns", $"Column '{twice.Key}' stands twice.", "Keep it once.") :
        body.Columns.FirstOrDefault(column => !Kinds.Contains(column.Kind)) is { } unknown ? CommonProblems.Invalid("kind", $"Column '{unknown.Name}' has the kind '{unknown.Kind}'.", $"A kind is one of {string.Join(", ", Kinds)}.") :
        body.Columns.Any(column => column.MostMissing is not (null or (>= 0 and <= 1)) || column.Low > column.High) ? CommonProblems.Invalid("columns", "A share of missing values lies between 0 and 1, and a range has its low end below its high end.", "Correct the limits.") :
        null;
}

/// <summary>What is agreed about a data set; where nothing is, what its newest version would suggest.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/schema", "dataset schema", "Shows what is agreed about a data set, or what its newest version suggests.")]
internal static class ShowSchema
{
    public static async Task<Answer<SchemaReport>> Handle(string product, string dataset, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Dataset>(dataset) is not { } found || state.Find<DataProfile>(dataset) is not { } profile)
        {
            return CommonProblems.NoDocument(Dataset.Kind, dataset);
        }

        var agreed = state.Find<Schema>(dataset);
        IReadOnlyList<Finding> findings = agreed is null ? [] : [.. SchemaCheck.Compare(agreed.Body, profile.Body.Columns, profile.Body.Rows)];
        return new SchemaReport(
            Say(found, agreed?.Body, findings),
            agreed is null ? null : state.Envelope(agreed),
            agreed?.Body ?? SchemaCheck.Propose(found.Body, profile.Body.Columns),
            findings);
    }

    private static string Say(Stored<Dataset> dataset, Schema? agreed, IReadOnlyList<Finding> findings)
    {
        var broken = findings.Count(finding => finding.Severity == Severity.Fail);
        return agreed is null ? $"Nothing is agreed about {dataset.Body.Name} yet; its newest version suggests {Plural.Of(dataset.Body.Columns.Count, "column")}."
            : broken == 0 ? $"{dataset.Body.Name} keeps to what was agreed about {Plural.Of(agreed.Columns.Count, "column")}{(findings.Count == 0 ? "." : $"; {Plural.Of(findings.Count, "thing is", "things are")} new.")}"
            : $"{dataset.Body.Name} breaks what was agreed in {Plural.Of(broken, "place")}: {findings.First(finding => finding.Severity == Severity.Fail).Sentence}";
    }
}
