using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Data.Judgement;

/// <summary>Real behaviour leaves traces: gaps, repeats, odd values. A table with none of them was made, not recorded.</summary>
internal static class Cleanness
{
    private const int MinimumRows = 200;
    private const int ReasonsNeeded = 2;

    public static TooClean Judge(TableReading reading, DataProfile profile, TargetReading target)
    {
        if (profile.Rows < MinimumRows)
        {
            return new TooClean(false, []);
        }

        var reasons = new List<string>();
        if (profile.Columns.All(column => column.Missing == 0))
        {
            reasons.Add($"not one of {profile.Rows * profile.Columns.Count:N0} cells is missing");
        }

        if (target.Count(1) == 0 || target.Count(0) == 0)
        {
            reasons.Add("every row has the same outcome");
        }

        if (profile.Duplicates is { Exact: 0, Near: 0, Conflicting: 0 } && reading.RaggedRows == 0 && reading.Notes.All(note => note.SpellingGroups.Count == 0 && note.Formats.Count <= 1 && note.Unparsed.Count == 0))
        {
            reasons.Add("no repeats, no odd spellings and one format everywhere");
        }

        var numbers = reading.Table.Columns.OfType<NumberColumn>().Where(column => column.Length > 0).ToList();
        if (numbers.Count > 0 && numbers.All(column => !HasOutliers(column)))
        {
            reasons.Add("no number lies far from the others");
        }

        return new TooClean(reasons.Count >= ReasonsNeeded && reasons.Count > (target.Count(1) > 0 && target.Count(0) > 0 ? 2 : 1), reasons);
    }

    /// <summary>Tukey's fences: 1.5 times the middle half's width beyond it.</summary>
    private static bool HasOutliers(NumberColumn column)
    {
        var values = column.Values.ToArray().Where(double.IsFinite).ToArray();
        if (values.Length == 0)
        {
            return false;
        }

        Array.Sort(values);
        var (q1, q3) = (Profiles.Profiler.Quantile(values, 0.25), Profiles.Profiler.Quantile(values, 0.75));
        var reach = 1.5 * (q3 - q1);
        return values[0] < q1 - reach || values[^1] > q3 + reach;
    }
}
