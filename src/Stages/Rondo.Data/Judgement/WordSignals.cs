using System.Runtime.InteropServices;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Data.Judgement;

/// <summary>Words and pairs of words that go with the outcome, or with its absence: what a text column says, for people to read.</summary>
/// <remarks>
/// Ranked by the z-score of the log-odds against all rows with a prior of the corpus (Monroe, Colaresi and Quinn 2008,
/// "Fightin' Words"), so that neither rare words nor frequent ones win by being so.
/// </remarks>
internal static class WordSignals
{
    private const int MostRows = 10_000;
    private const int MostChars = 2_000;
    private const int FewestRows = 15;
    private const int ForYes = 10;
    private const int ForNo = 5;

    // Thousands of words are looked at; at 4.5 one in a hundred thousand passes by luck.
    private const double Clear = 4.5;

    public static IReadOnlyList<WordSignal> Of(Table table, TargetReading target, string targetName) =>
        [.. table.Columns.OfType<TextColumn>().Where(column => column.Kind == ColumnKind.Text && column.Name != targetName).SelectMany(column => Of(column, target))];

    private static IEnumerable<WordSignal> Of(TextColumn column, TargetReading target)
    {
        var step = Math.Max(1, (column.Length + MostRows - 1) / MostRows);
        var counts = new Dictionary<string, (int Yes, int No)>(StringComparer.Ordinal);
        var words = new HashSet<string>(StringComparer.Ordinal);
        var (yes, no) = (0, 0);
        for (var row = 0; row < column.Length; row += step)
        {
            if (target.Labels[row] < 0 || column.IsMissing(row))
            {
                continue;
            }

            var positive = target.Labels[row] == 1;
            (yes, no) = positive ? (yes + 1, no) : (yes, no + 1);
            Collect(column.Text(row), words);
            foreach (var word in words)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _);
                count = positive ? (count.Yes + 1, count.No) : (count.Yes, count.No + 1);
            }
        }

        if (yes == 0 || no == 0)
        {
            return [];
        }

        var ranked = counts.Where(pair => pair.Value.Yes + pair.Value.No >= FewestRows)
            .Select(pair => (Word: pair.Key, pair.Value.Yes, pair.Value.No, Z: Score(pair.Value.Yes, pair.Value.No, yes, no)))
            .Where(word => Math.Abs(word.Z) >= Clear).OrderByDescending(word => word.Z).ThenBy(word => word.Word, StringComparer.Ordinal).ToList();
        return Distinct(ranked.Where(word => word.Z > 0)).Take(ForYes).Concat(Distinct(ranked.Where(word => word.Z < 0).Reverse()).Take(ForNo))
            .Select(word => new WordSignal(column.Name, word.Word, word.Yes + word.No, Proportion.Wilson(word.Yes, word.Yes + word.No).ToWire()));
    }

    // A pair of words beside one of its own words says nothing new, nor does a word that stands in the very same rows.
    private static List<(string Word, int Yes, int No, double Z)> Distinct(IEnumerable<(string Word, int Yes, int No, double Z)> ranked)
    {
        var kept = new List<(string Word, int Yes, int No, double Z)>();
        foreach (var word in ranked)
        {
            if (kept.Count < ForYes && !kept.Any(other => (other.Yes, other.No) == (word.Yes, word.No) || $" {other.Word} ".Contains($" {word.Word} ", StringComparison.Ordinal) || $" {word.Word} ".Contains($" {other.Word} ", StringComparison.Ordinal)))
            {
                kept.Add(word);
            }
        }

        return kept;
    }

    /// <summary>The z-score of a word's log-odds against those of all rows.</summary>
    /// <param name="yes">Rows with the word and the outcome.</param>
    /// <param name="no">Rows with the word and without it.</param>
    /// <param name="allYes">Rows with the outcome.</param>
    /// <param name="allNo">Rows without it.</param>
    internal static double Score(int yes, int no, int allYes, int allNo)
    {
        // The prior has the weight of one in ten of the rows that hold the word, at the rate of all rows.
        var weight = 1 + ((yes + no) / 10.0);
        var share = (double)allYes / (allYes + allNo);
        var (a, b) = (yes + (weight * share), no + (weight * (1 - share)));
        return (Math.Log(a / b) - Math.Log((double)allYes / allNo)) / Math.Sqrt((1 / a) + (1 / b));
    }

    private static void Collect(string text, HashSet<string> into)
    {
        into.Clear();
        string? before = null;
        var letters = text.AsSpan(0, Math.Min(text.Length, MostChars));
        for (var at = 0; at < letters.Length;)
        {
            while (at < letters.Length && !char.IsLetter(letters[at]))
            {
                at++;
            }

            var start = at;
            while (at < letters.Length && (char.IsLetter(letters[at]) || letters[at] == '\''))
            {
                at++;
            }

            if (at - start >= 2)
            {
                var word = letters[start..at].ToString().ToLowerInvariant();
                into.Add(word);
                if (before is not null)
                {
                    into.Add($"{before} {word}");
                }

                before = word;
            }
        }
    }
}
