using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Data.Judgement;

/// <summary>Enough examples over all may be far too few in a group: what a model says about that group cannot be checked.</summary>
internal static class Segments
{
    /// <summary>With fewer positives than this a recall of 80 % is open by 14 points or more on either side (Wilson, 95 %).</summary>
    public const int FewestPositives = 30;

    // A column with more values than this makes groups too small to be anybody's segment.
    private const int MostValues = 20;
    private const int GroupsNamed = 4;

    public static IReadOnlyList<ThinSegment> Thin(Table table, TargetReading target, string targetName) =>
    [
        .. table.Columns.OfType<TextColumn>()
            .Where(column => column.Kind == ColumnKind.Category && column.Name != targetName && column.Distinct.Count is > 1 and <= MostValues)
            .SelectMany(column => Of(column, target))
            .Where(group => group is { Rows: > 0, Positives: < FewestPositives })
            .OrderBy(group => group.Positives).ThenByDescending(group => group.Rows),
    ];

    /// <summary>One finding a column, so that a column with many small groups does not drown the others.</summary>
    public static IEnumerable<Finding> Find(IReadOnlyList<ThinSegment> thin) => thin.GroupBy(group => group.Column).Select(column => new Finding
    {
        Code = "thin_segment",
        Severity = Severity.Info,
        Topic = FindingTopic.Balance,
        Sentence = $"{Plural.Of(column.Count(), $"group of {column.Key} holds", $"groups of {column.Key} hold")} fewer than {FewestPositives} examples of the outcome: {string.Join(", ", column.Take(GroupsNamed).Select(group => $"'{group.Value}' {group.Positives:N0} in {group.Rows:N0} rows"))}{(column.Count() > GroupsNamed ? " and others" : "")}.",
        Numbers = new Dictionary<string, double> { ["groups"] = column.Count(), ["fewest"] = column.Min(group => group.Positives), ["needed"] = FewestPositives },
        NextStep = "Collect more examples there, or do not promise anything about these groups.",
        Column = column.Key,
    });

    private static IEnumerable<ThinSegment> Of(TextColumn column, TargetReading target)
    {
        var (rows, positives) = Groups.Count(column, target);
        return column.Distinct.Select((value, code) => new ThinSegment(column.Name, value, rows[code], positives[code]));
    }
}
