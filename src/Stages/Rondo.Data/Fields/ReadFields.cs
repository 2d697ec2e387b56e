using System.Globalization;
using Rondo.Contracts;
using Rondo.Data.Datasets;
using Rondo.Data.Exploring;
using Rondo.Data.Judgement;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Statistics;

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
        var parts = Cut(open.Table.Find(described.Name)!, open.Target);
        return new FieldPage
        {
            Sentence = Say(line, parts, open.Target),
            Field = line,
            Profile = described,
            Parts = parts,
            Findings = [.. (readiness?.Findings ?? profile.Body.Findings).Where(finding => finding.Column == described.Name)],
            Hypotheses = [.. state.All<Hypothesis>().Where(hypothesis => hypothesis.Body.Fields.Any(name => FieldName.Same(name, described.Name))).Select(hypothesis => hypothesis.Body.Statement)],
        };
    }

    /// <summary>The values in up to ten parts: a number by its tenths, anything else by its most frequent values.</summary>
    internal static IReadOnlyList<FieldPart> Cut(Column column, TargetReading? target) =>
        [.. Slicing.Cut(column, Parts).Select(part => new FieldPart(part.Label, part.Rows.Length, Slicing.Rate(part.Rows, target)))];

    private static string Say(FieldLine line, IReadOnlyList<FieldPart> parts, TargetReading? target)
    {
        var rated = parts.Where(part => part.Rate?.Value is not null && part.Rows >= 30).ToList();
        if (target is null || rated.Count < 2)
        {
            return $"{line.Name} is a column of kind '{line.Kind}' with {line.Missing:N0} missing values.";
        }

        var (low, high) = (rated.MinBy(part => part.Rate!.Value)!, rated.MaxBy(part => part.Rate!.Value)!);
        return high.Rate!.Low > low.Rate!.High
            ? string.Create(CultureInfo.InvariantCulture, $"'{target.Positive}' comes in {100 * high.Rate.Value:0.#} % of the rows where {line.Name} is {high.Label.Trim('(', ')')}, and in {100 * low.Rate.Value:0.#} % where it is {low.Label.Trim('(', ')')}.")
            : $"Nowhere along {line.Name} does '{target.Positive}' come clearly more often than elsewhere.";
    }
}
