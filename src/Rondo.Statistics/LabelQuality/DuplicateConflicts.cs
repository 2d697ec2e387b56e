using System.Runtime.InteropServices;

namespace Rondo.Statistics;

/// <summary>Copies of one thing, and whether they carry different labels.</summary>
/// <param name="Rows">Rows of the group, ascending.</param>
/// <param name="Conflicting">True where two of them carry different labels.</param>
public sealed record DuplicateGroup(IReadOnlyList<int> Rows, bool Conflicting);

/// <summary>
/// Texts that say nearly the same: candidates by MinHash of word pairs, checked by their true overlap. Conflicting labels
/// on near-copies are the cheapest label errors to find.
/// </summary>
/// <remarks>Source: Broder 1997 (MinHash); Leskovec, Rajaraman and Ullman 2014, chapter 3 (banding).</remarks>
public static class DuplicateConflicts
{
    private const int Bands = 24;
    private const int RowsPerBand = 3;

    /// <summary>Groups of rows whose texts overlap by at least a threshold (Jaccard of words and word pairs), chained.</summary>
    /// <param name="texts">Texts; null and empty are never copies.</param>
    /// <param name="labels">Label of each text; empty where there are none.</param>
    /// <param name="threshold">Least overlap, in (0, 1]; from 0.7 on nearly no pair is missed.</param>
    /// <param name="seed">Seed of the hash functions.</param>
    public static IReadOnlyList<DuplicateGroup> Find(IReadOnlyList<string?> texts, IReadOnlyList<string?>? labels = null, double threshold = 0.8, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var random = new SeededRandom(seed);
        var salts = Enumerable.Range(0, Bands * RowsPerBand).Select(_ => random.NextBits() | 1).ToArray();
        HashSet<ulong>[] shingles = [.. texts.Select(Shingles)];
        int[] group = [.. Enumerable.Range(0, texts.Count)];
        var buckets = new Dictionary<(int, ulong), int>();
        for (var i = 0; i < texts.Count; i++)
        {
            for (var band = 0; band < Bands && shingles[i].Count > 0; band++)
            {
                ulong key = 17;
                for (var r = 0; r < RowsPerBand; r++)
                {
                    var salt = salts[(band * RowsPerBand) + r];
                    key = (key * 31) + shingles[i].Min(s => Mix(s ^ salt));
                }

                // Each bucket remembers one row; chains of copies meet through it.
                ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(buckets, (band, key), out var known);
                if (!known)
                {
                    first = i;
                }
                else if (Root(group, first) != Root(group, i) && Overlap(shingles[first], shingles[i]) >= threshold)
                {
                    group[Root(group, i)] = Root(group, first);
                }
            }
        }

        return [.. Enumerable.Range(0, texts.Count).GroupBy(i => Root(group, i)).Where(g => g.Count() > 1)
            .Select(g => new DuplicateGroup([.. g.Order()], labels is not null && g.Select(i => labels[i]).Distinct().Skip(1).Any()))];
    }

    private static int Root(int[] group, int i)
    {
        while (group[i] != i)
        {
            i = group[i] = group[group[i]];
        }

        return i;
    }

    private static double Overlap(HashSet<ulong> a, HashSet<ulong> b)
    {
        var common = a.Count(b.Contains);
        return (double)common / (a.Count + b.Count - common);
    }

    private static HashSet<ulong> Shingles(string? text)
    {
        var result = new HashSet<ulong>();
        ulong last = 0, word = 0;
        foreach (var c in text ?? "")
        {
            if (char.IsLetterOrDigit(c))
            {
                word = ((word ^ char.ToLowerInvariant(c)) * 0x100000001B3UL) + 1;
            }
            else if (word != 0)
            {
                Finish();
            }
        }

        if (word != 0)
        {
            Finish();
        }

        return result;

        void Finish()
        {
            result.Add(Mix(word));
            if (last != 0)
            {
                result.Add(Mix((last * 31) ^ word));
            }

            (last, word) = (word, 0);
        }
    }

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}

internal sealed class DuplicateConflictsStatistic() : Statistic(
    new Descriptor
    {
        Id = "duplicate_conflicts",
        Name = "Near-copies with different labels",
        Family = "LabelQuality",
        Meaning = "The share of groups of nearly equal texts in which the labels contradict each other.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs =
        [
            new Input("texts", Shape.Labels, "Texts.", MayMiss: true),
            new Input("labels", Shape.Labels, "Label of each text.", SameLengthAs: "texts", MayMiss: true),
        ],
        Parameters = [new Parameter("threshold", "Least overlap of two near-copies.", "0.8", 0.1, 1), CommonParameters.Level, CommonParameters.Seed],
        EdgeCases = "Undefined where no two texts are near-copies; missing texts are never copies.",
        Source = "Broder 1997; Leskovec, Rajaraman and Ullman 2014.",
        Example = """{"texts": ["cancel my plan please", "Cancel my plan, please!", "where is my order", "hello"], "labels": ["churn", "billing", "order", "other"]}""",
    },
    inputs =>
    {
        var groups = DuplicateConflicts.Find(inputs.Labels("texts"), inputs.Labels("labels"), inputs.Number("threshold"), inputs.ReadSeed());
        return groups.Count == 0
            ? StatisticResult.Undefined("No two texts are near-copies.", inputs.Labels("texts").Length)
            : StatisticResult.Of(Proportion.Wilson(groups.Count(g => g.Conflicting), groups.Count, inputs.Number("level")), ("groups", groups.Count), ("rows", groups.Sum(g => g.Rows.Count)));
    });
