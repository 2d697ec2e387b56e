using Rondo.Contracts;
using Rondo.Data.Datasets;
using Rondo.Data.Exploring;
using Rondo.Data.Judgement;
using Rondo.Engines.Learning;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Fields;

/// <summary>Which fields matter, what they mean, and which nobody understands.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/fields", "field list", "Ranks the fields of a data set by signal, with their meaning.")]
internal static class ListFields
{
    public static async Task<Answer<FieldReport>> Handle(string product, string dataset, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Dataset>(dataset) is { } found ? FieldLines.Report(FieldLines.Of(state, found)) :
        CommonProblems.NoDocument(Dataset.Kind, dataset);
}

/// <summary>One field on one page: what it holds, what it says about the outcome, what people wrote.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/fields/{field}", "field show", "Shows a field: its values, its signal, its meaning.")]
internal static class ShowField
{
    private const int Parts = 10;

    public static async Task<Answer<FieldPage>> Handle(string product, string dataset, string field, Desk desk, DatasetTables tables, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Dataset>(dataset) is not { } found || state.Find<DataProfile>(dataset) is not { } profile)
        {
            return CommonProblems.NoDocument(Dataset.Kind, dataset);
        }

        var readiness = Judged.Of(state, found);
        if ((readiness?.Columns ?? profile.Body.Columns).FirstOrDefault(column => FieldName.Id(column.Name) == field) is not { } described)
        {
            return CommonProblems.NoDocument(Field.Kind, field);
        }

        if (!(await tables.OpenAsync(found, cancellation)).Try(out var open, out refusal))
        {
            return refusal;
        }

        var line = FieldLines.Of(state, described);
        // A number by its tenths, anything else by its most frequent values.
        var parts = Slicing.Cut(open.Table.Find(described.Name)!, Parts);
        return new FieldPage
        {
            Sentence = Say(line, parts, open.Target),
            Field = line,
            Profile = described,
            Parts = [.. parts.Select(part => new FieldPart(part.Label, part.Rows.Length, Slicing.Rate(part.Rows, open.Target)))],
            Findings = [.. (readiness?.Findings ?? profile.Body.Findings).Where(finding => finding.Column == described.Name)],
            Hypotheses = [.. state.All<Hypothesis>().Where(hypothesis => hypothesis.Body.Fields.Any(name => FieldName.Same(name, described.Name))).Select(hypothesis => hypothesis.Body.Statement)],
        };
    }

    private static string Say(FieldLine line, IReadOnlyList<Slicing.Part> parts, TargetReading? target) =>
        Slicing.Extremes(line.Name, parts, target) ?? $"{line.Name} is a column of kind '{line.Kind}' with {line.Missing:N0} missing values.";
}
