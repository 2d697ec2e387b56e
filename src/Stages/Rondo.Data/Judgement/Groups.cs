using System.Globalization;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Data.Judgement;

/// <summary>Who is in the data, and how often the outcome comes in each group.</summary>
internal static class Groups
{
    // More values make groups that nobody thinks in.
    private const int MostValues = 12;
    private const int MostGroups = 120;
    private const int GroupsNamed = 4;

    // Less than a quarter of an even share: at two groups 12.5 %, at four 6.25 %.
    private const double OfEven = 0.25;

    /// <summary>Words by which columns name what people must not be treated by without a reason.</summary>
    private static readonly string[] Protected = ["sex", "gender", "race", "ethnic", "age", "senior", "religion", "nationality", "disab", "marital", "partner", "dependents", "foreign", "native"];

    /// <summary>Groups by columns that are written in one way: where one group has several spellings, each of them only looks rare.</summary>
    public static IReadOnlyList<GroupRate> Of(TableReading reading, TargetReading target, string targetName) =>
    [
        .. reading.Table.Columns.Zip(reading.Notes).Where(pair => pair.Second.SpellingGroups.Count == 0).Select(pair => pair.First).OfType<TextColumn>()
            .Where(column => column.Kind == ColumnKind.Category && column.Name != targetName)
            .Select(column => Of(column, target)).Where(groups => groups.Count is > 1 and <= MostValues)
            .SelectMany(groups => groups).Take(MostGroups),
    ];

    /// <summary>One finding a column, so that a column with many small groups does not drown the others.</summary>
    public static IEnumerable<Finding> Find(IReadOnlyList<GroupRate> groups, string positive)
    {
        foreach (var column in groups.GroupBy(group => group.Column))
        {
            var few = column.Where(group => group.UnderRepresented).OrderBy(group => group.Rows).ToList();
            if (few.Count > 0)
            {
                yield return new Finding
                {
                    Code = "under_represented",
                    Severity = IsProtected(column.Key) ? Severity.Warning : Severity.Info,
                    Topic = FindingTopic.Balance,
                    Sentence = $"{Plural.Of(few.Count, $"group of {column.Key} is", $"groups of {column.Key} are")} hardly in the data: {string.Join(", ", few.Take(GroupsNamed).Select(group => string.Create(CultureInfo.InvariantCulture, $"'{group.Value}' with {group.Rows:N0} rows ({100 * group.Share:0.#} %)")))}{(few.Count > GroupsNamed ? " and others" : "")}.",
                    Numbers = new Dictionary<string, double> { ["groups"] = few.Count, ["smallest"] = few[0].Rows, ["share"] = few[0].Share },
                    NextStep = "Collect more rows of them, or promise nothing about them: what a model does there cannot be checked.",
                    Column = column.Key,
                };
            }

            if (IsProtected(column.Key) && Apart(column) is var (low, high))
            {
                yield return new Finding
                {
                    Code = "outcome_by_group",
                    Severity = Severity.Info,
                    Topic = FindingTopic.Balance,
                    Sentence = $"'{positive}' comes in {Rate(high)} of {high.Rows:N0} rows with {column.Key} = '{high.Value}' and in {Rate(low)} of {low.Rows:N0} with '{low.Value}': more than chance among {Plural.Of(column.Count(), "group")}.",
                    Numbers = new Dictionary<string, double> { ["high"] = high.Rate.Value!.Value, ["low"] = low.Rate.Value!.Value, ["rows_high"] = high.Rows, ["rows_low"] = low.Rows },
                    NextStep = "Find out why before a model learns it: a real difference, who was recorded, or who was judged how.",
                    Column = column.Key,
                };
            }
        }
    }

    /// <summary>True where the column's name says that it is about what people are.</summary>
    internal static bool IsProtected(string column)
    {
        var words = string.Concat(column.Select((letter, i) => i > 0 && char.IsUpper(letter) && char.IsLower(column[i - 1]) ? $" {letter}" : $"{letter}")).ToLowerInvariant().Split([' ', '_', '-', '.'], StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => Protected.Any(name => name.Length <= 4 ? word == name : word.StartsWith(name, StringComparison.Ordinal)));
    }

    /// <summary>Rows with an outcome, and with the one looked for, of each distinct value.</summary>
    internal static (int[] Rows, int[] Positives) Count(TextColumn column, TargetReading target)
    {
        var (rows, positives) = (new int[column.Distinct.Count], new int[column.Distinct.Count]);
        for (var row = 0; row < column.Length; row++)
        {
            if (column.Codes[row] >= 0 && target.Labels[row] >= 0)
            {
                rows[column.Codes[row]]++;
                positives[column.Codes[row]] += target.Labels[row] == 1 ? 1 : 0;
            }
        }

        return (rows, positives);
    }

    private static (GroupRate Low, GroupRate High)? Apart(IEnumerable<GroupRate> groups)
    {
        var all = groups.ToList();
        return ExtremeGroups.Find([.. all.Select(group => ((int)Math.Round(group.Rows * (group.Rate.Value ?? 0)), group.Rows))]) is { Apart: true } ends ? (all[ends.Low], all[ends.High]) : null;
    }

    private static string Rate(GroupRate group) => string.Create(CultureInfo.InvariantCulture, $"{100 * group.Rate.Value:0.0} % ({100 * group.Rate.Low:0.0} to {100 * group.Rate.High:0.0})");

    private static List<GroupRate> Of(TextColumn column, TargetReading target)
    {
        var (rows, positives) = Count(column, target);
        var all = rows.Sum();
        var groups = Enumerable.Range(0, rows.Length).Where(code => rows[code] > 0).ToList();
        return groups.ConvertAll(code => new GroupRate(column.Name, column.Distinct[code], rows[code], (double)rows[code] / all, Proportion.Wilson(positives[code], rows[code]).ToWire(), (double)rows[code] / all * groups.Count < OfEven));
    }
}
