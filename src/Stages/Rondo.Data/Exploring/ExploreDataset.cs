using System.Globalization;
using Rondo.Contracts;
using Rondo.Data.Datasets;
using Rondo.Engines.Rules;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Statistics;

namespace Rondo.Data.Exploring;

/// <summary>A part of a data set beside the rest: filter, group, compare, and look at the rows.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/slice", "dataset slice", "Looks at a part of a data set beside the rest of it.")]
internal static class ExploreDataset
{
    private const int MostGroups = 20;
    private const int NumberGroups = 4;
    private const int MostSample = 50;
    private const int Sampled = 10;

    public static async Task<Answer<SliceReport>> Handle(string product, string dataset, string? where, string? by, int? limit, Desk desk, DatasetTables tables, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Dataset>(dataset) is not { } found)
        {
            return CommonProblems.NoDocument(Dataset.Kind, dataset);
        }

        return (await tables.OpenAsync(found, cancellation)).Try(out var open, out refusal)
            ? Look(open, where?.Trim() ?? "", by ?? "", Math.Clamp(limit ?? Sampled, 0, MostSample))
            : refusal;
    }

    internal static Answer<SliceReport> Look(OpenTable open, string where, string by, int limit)
    {
        Rule? rule = null;
        if (where.Length > 0 && !RuleRefusals.ReadCondition(where, RuleColumn.Of(open.Table), "where").Try(out rule, out var refusal))
        {
            return refusal;
        }

        Column? grouping = null;
        if (by.Length > 0 && !open.Table.Require(by).Try(out grouping, out refusal))
        {
            return refusal with { Fields = ["by"] };
        }

        var (slice, rest) = Divide(open, rule);
        var rate = Slicing.Rate(slice, open.Target);
        var others = rest.Length == 0 ? null : Slicing.Rate(rest, open.Target);
        var difference = open.Target is null || rest.Length == 0 ? (Statistics.Estimate?)null : Difference(slice, rest, open);
        IReadOnlyList<Slicing.Part> groups = grouping is null ? [] : Slicing.Cut(grouping, grouping is TextColumn ? MostGroups : NumberGroups, slice);
        return new SliceReport
        {
            Where = where,
            Words = rule is null ? "All rows." : rule.RowsWords,
            Sentence = Say(open, slice.Length, rate, others, difference),
            Rows = slice.Length,
            Of = open.Table.RowCount,
            Rate = rate,
            Rest = others,
            Difference = difference?.ToWire(),
            GroupSentence = grouping is null ? null : Slicing.Extremes(grouping.Name, groups, open.Target),
            Groups = [.. groups.Select(part => new SliceGroup(part.Label, part.Where, part.Rows.Length, Slicing.Rate(part.Rows, open.Target)))],
            Columns = [.. open.Table.Columns.Select(column => column.Name)],
            Sample = [.. slice.Take(limit).Select(row => (IReadOnlyList<string>)[.. open.Table.Columns.Select(column => Short(column.Text(row)))])],
        };
    }

    internal static (int[] Slice, int[] Others) Divide(OpenTable open, Rule? rule)
    {
        if (rule is null)
        {
            return ([.. Enumerable.Range(0, open.Table.RowCount)], []);
        }

        var says = rule.Decide(open.Table, "");
        var inside = says.Count(yes => yes);
        var (slice, rest) = (new int[inside], new int[says.Length - inside]);
        for (int row = 0, s = 0, r = 0; row < says.Length; row++)
        {
            if (says[row])
            {
                slice[s++] = row;
            }
            else
            {
                rest[r++] = row;
            }
        }

        return (slice, rest);
    }

    /// <summary>How much more often the outcome comes in the slice than in the rest.</summary>
    internal static Statistics.Estimate Difference(int[] slice, int[] rest, OpenTable open)
    {
        var (there, elsewhere) = (Slicing.Count(slice, open.Target!), Slicing.Count(rest, open.Target!));
        return ProportionShift.Difference(elsewhere.Positives, elsewhere.All, there.Positives, there.All);
    }

    private static string Say(OpenTable open, int rows, Contracts.Estimate? rate, Contracts.Estimate? rest, Statistics.Estimate? difference)
    {
        var share = string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(rows, "row")} of {open.Table.RowCount:N0}");
        return rows == 0 ? $"No row of {open.Table.RowCount:N0} is in this slice."
            : rate?.Value is not { } often ? $"{share}."
            : rest?.Value is not { } elsewhere ? string.Create(CultureInfo.InvariantCulture, $"{share}; '{open.Target!.Positive}' in {100 * often:0.0} % ({100 * rate.Low:0.0} to {100 * rate.High:0.0}).")
            : string.Create(CultureInfo.InvariantCulture, $"{share}; '{open.Target!.Positive}' in {100 * often:0.0} % ({100 * rate.Low:0.0} to {100 * rate.High:0.0}), elsewhere in {100 * elsewhere:0.0} %: {Compared(difference!.Value)}.");
    }

    private static string Compared(Statistics.Estimate difference) => string.Create(CultureInfo.InvariantCulture, $"{100 * difference.Value:+0.0;-0.0;0.0} points ({100 * difference.Low:+0.0;-0.0;0.0} to {100 * difference.High:+0.0;-0.0;0.0}){(difference.Low > 0 || difference.High < 0 ? "" : ", which chance explains")}");

    private static string Short(string text) => text.Length <= 120 ? text : text[..117] + "...";
}
