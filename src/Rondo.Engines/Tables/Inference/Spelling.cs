using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Inference;

/// <summary>
/// Which written texts are one category. Three steps, each more daring than the one before:
/// (1) equal but for case, space and punctuation; (2) yes/no words, where nearly all values are yes/no words;
/// (3) a rare spelling one keystroke away from a frequent one. The most frequent spelling stands for its group.
/// </summary>
/// <param name="CodeOf">Index into <paramref name="Values"/> for each distinct raw text; -1 for missing tokens.</param>
/// <param name="Values">The spelling of each category, trimmed.</param>
/// <param name="Groups">Groups of two or more raw spellings; the kept one first.</param>
internal sealed record Spelling(int[] CodeOf, IReadOnlyList<string> Values, IReadOnlyList<IReadOnlyList<string>> Groups)
{
    /// <summary>Share of rows with yes/no words from which "1" and "Y" mean yes, not just themselves.</summary>
    private const double MostlyYesNo = 0.9;

    /// <summary>Texts kept apart, only trimmed.</summary>
    public static Spelling AsWritten(RawColumn raw, DistinctValues values) => Build(raw, values, text => text);

    /// <summary>Categories in one spelling each.</summary>
    public static Spelling Of(RawColumn raw, DistinctValues values)
    {
        var keys = new string[raw.Distinct.Count];
        var rowsOf = new Dictionary<string, int>(StringComparer.Ordinal);
        int yesNo = 0, present = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = SpellingKey.Of(raw.Distinct[i].ToString());
            if (values.Presence[i] != Presence.Missing)
            {
                rowsOf[keys[i]] = rowsOf.GetValueOrDefault(keys[i]) + raw.Counts[i];
                present += raw.Counts[i];
                yesNo += YesNo.IsWord(keys[i]) ? raw.Counts[i] : 0;
            }
        }

        var merged = SpellingKey.Merge(rowsOf, yesNo >= MostlyYesNo * present && YesNo.BothSides(rowsOf.Keys));
        return Build(raw, values, text => merged[SpellingKey.Of(text)]);
    }

    private static Spelling Build(RawColumn raw, DistinctValues values, Func<string, string> keyOf)
    {
        var members = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var order = new List<List<int>>();
        for (var i = 0; i < raw.Distinct.Count; i++)
        {
            if (values.Presence[i] == Presence.Missing)
            {
                continue;
            }

            var key = keyOf(raw.Distinct[i].Trim().ToString());
            if (!members.TryGetValue(key, out var group))
            {
                members.Add(key, group = []);
                order.Add(group);
            }

            group.Add(i);
        }

        var codeOf = new int[raw.Distinct.Count];
        Array.Fill(codeOf, -1);
        var kept = new List<string>(order.Count);
        var groups = new List<IReadOnlyList<string>>();
        foreach (var group in order)
        {
            // Stable: among equally frequent spellings the first that appeared wins.
            var byCount = group.OrderByDescending(i => raw.Counts[i]).ToList();
            foreach (var i in group)
            {
                codeOf[i] = kept.Count;
            }

            var canonical = raw.Distinct[byCount[0]].Trim().ToString();
            kept.Add(canonical);
            if (group.Count > 1)
            {
                groups.Add([canonical, .. byCount.Skip(1).Select(i => raw.Distinct[i].ToString())]);
            }
        }

        return new Spelling(codeOf, kept, groups);
    }
}
