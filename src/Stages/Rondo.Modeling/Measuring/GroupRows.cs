using System.Text.Json.Serialization;
using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Statistics;
using Estimate = Rondo.Contracts.Estimate;

namespace Rondo.Modeling.Measuring;

/// <summary>How one group fares.</summary>
internal sealed record GroupRow
{
    /// <summary>Column that makes the group; several joined with " x ".</summary>
    public required string Column { get; init; }

    /// <summary>Value of the group.</summary>
    public required string Value { get; init; }

    /// <summary>Rows.</summary>
    public required long N { get; init; }

    /// <summary>Truly positive rows.</summary>
    public required long Positives { get; init; }

    /// <summary>Share decided positive.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Estimate? SelectionRate { get; init; }

    /// <summary>Share of the positives that is found.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Estimate? Recall { get; init; }

    /// <summary>Share of the negatives that raises an alarm.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Estimate? Fpr { get; init; }

    /// <summary>Share of the alarms that is right.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Estimate? Precision { get; init; }

    /// <summary>Share of right decisions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Estimate? Accuracy { get; init; }

    /// <summary>Found.</summary>
    public required long Tp { get; init; }

    /// <summary>False alarms.</summary>
    public required long Fp { get; init; }

    /// <summary>Rightly left alone.</summary>
    public required long Tn { get; init; }

    /// <summary>Missed.</summary>
    public required long Fn { get; init; }

    /// <summary>True where the group has too few rows to be judged.</summary>
    public required bool TooSmall { get; init; }
}

/// <summary>How far apart the groups of one column are.</summary>
internal sealed record GroupGap
{
    /// <summary>Column that makes the groups.</summary>
    public required string Column { get; init; }

    /// <summary>Largest minus smallest share decided positive.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Estimate? DemographicParityDifference { get; init; }

    /// <summary>Smallest over largest share decided positive.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Estimate? DemographicParityRatio { get; init; }

    /// <summary>The larger of the differences of recall and of false positive rate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Estimate? EqualizedOddsDifference { get; init; }
}

/// <summary>Groups with counts and intervals, and how far apart they are.</summary>
internal static class GroupRows
{
    private const double FourFifths = 0.8;

    public static void Fill(Measured into, IReadOnlyList<Column> columns, ScoredRows rows, bool[] decisions, double[] weights, ulong seed)
    {
        var all = new List<GroupRow>();
        var gaps = new List<GroupGap>();
        foreach (var (name, values) in Groupings(columns, rows.Kept))
        {
            var groups = GroupMetrics.Of(decisions, rows.Truth, values, weights);
            all.AddRange(groups.Select(group => Row(name, group)));
            var gap = Disparity.Of(groups, seed: seed);
            gaps.Add(new GroupGap
            {
                Column = name,
                DemographicParityDifference = gap.DemographicParityDifference.ToWireOrNull(),
                DemographicParityRatio = gap.DemographicParityRatio.ToWireOrNull(),
                EqualizedOddsDifference = gap.EqualizedOddsDifference.ToWireOrNull(),
            });
            foreach (var finding in Find(name, groups, gap))
            {
                into.Add(finding);
            }
        }

        into.Note("groups", all);
        into.Note("disparities", gaps);
        // The usual case is one column: its disparities stand at the top too.
        into.Note("demographic_parity_difference", gaps.FirstOrDefault()?.DemographicParityDifference);
        into.Note("demographic_parity_ratio", gaps.FirstOrDefault()?.DemographicParityRatio);
        into.Note("equalized_odds_difference", gaps.FirstOrDefault()?.EqualizedOddsDifference);
    }

    private static IEnumerable<(string Name, string?[] Values)> Groupings(IReadOnlyList<Column> columns, int[] kept)
    {
        var texts = columns.Select(column => kept.Select(row => column.IsMissing(row) ? null : column.Text(row)).ToArray()).ToList();
        for (var i = 0; i < columns.Count; i++)
        {
            yield return (columns[i].Name, texts[i]);
        }

        if (columns.Count > 1)
        {
            yield return (string.Join(" x ", columns.Select(column => column.Name)), GroupMetrics.Intersect([.. texts]));
        }
    }

    private static IEnumerable<Finding> Find(string column, IReadOnlyList<GroupRates> groups, Disparity gap)
    {
        foreach (var small in groups.Where(group => group.IsSmall))
        {
            yield return new Finding { Code = "small_group", Severity = Severity.Info, Sentence = $"{column} = {small.Name} holds {Plural.Of(small.Counts.N, "row")}, fewer than {GroupMetrics.SmallGroup}: its rates are mostly luck.", Numbers = new Dictionary<string, double> { ["rows"] = small.Counts.N, ["needed"] = GroupMetrics.SmallGroup }, NextStep = "Collect more rows of this group before judging it.", Column = column };
        }

        if (gap.FourFifths(FourFifths) == false)
        {
            yield return new Finding { Code = "four_fifths", Severity = Severity.Warning, Sentence = FormattableString.Invariant($"The groups of {column} are selected at rates whose ratio is {gap.DemographicParityRatio.Value:0.00} ({gap.DemographicParityRatio.Low:0.00} to {gap.DemographicParityRatio.High:0.00}), below the four-fifths of the EEOC's 1978 convention."), Numbers = new Dictionary<string, double> { ["ratio"] = gap.DemographicParityRatio.Value, ["limit"] = FourFifths }, NextStep = "Find out whether the difference is in the truth or in the model, and decide with those who answer for it.", Column = column };
        }
    }

    private static GroupRow Row(string column, GroupRates group) => new()
    {
        Column = column,
        Value = group.Name,
        N = group.Counts.N,
        Positives = group.Counts.Positives,
        SelectionRate = group.SelectionRate.ToWireOrNull(),
        Recall = group.Recall.ToWireOrNull(),
        Fpr = group.FalsePositiveRate.ToWireOrNull(),
        Precision = group.Precision.ToWireOrNull(),
        Accuracy = group.Accuracy.ToWireOrNull(),
        Tp = group.Counts.Tp,
        Fp = group.Counts.Fp,
        Tn = group.Counts.Tn,
        Fn = group.Counts.Fn,
        TooSmall = group.IsSmall,
    };
}
