namespace Rondo.Engines.Tables;

/// <summary>What somebody may have meant who wrote a name that is not there.</summary>
public static class NearName
{
    private const int Listed = 20;

    /// <summary>"Did you mean ...?", or the names that there are.</summary>
    /// <param name="written">As it was written.</param>
    /// <param name="known">Names that there are.</param>
    public static string Hint(string written, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return Of(written, known) is { } close ? $"Did you mean '{close}'?"
            : $"There are: {string.Join(", ", known.Take(Listed))}{(known.Count > Listed ? $" and {known.Count - Listed} more" : "")}.";
    }

    /// <summary>The closest name; null where none is close: the same but for case and signs, up to two slips (one in short names), or one within the other.</summary>
    public static string? Of(string written, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var plain = Plain(written);
        var most = plain.Length < 5 ? 1 : 2;
        return plain.Length == 0 ? null : known
            .Select(name => (Name: name, Slips: Slips(plain, Plain(name))))
            .Where(name => name.Slips <= most || Plain(name.Name).Contains(plain, StringComparison.Ordinal))
            .OrderBy(name => name.Slips).Select(name => name.Name).FirstOrDefault();
    }

    /// <summary>Letters to add, drop, change, or swap with their neighbour (optimal string alignment; Damerau 1964).</summary>
    private static int Slips(string a, string b)
    {
        var (before, last, now) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                now[j] = Math.Min(Math.Min(now[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
                }
            }

            (before, last, now) = (last, now, before);
        }

        return last[b.Length];
    }

    private static string Plain(string name) => new([.. name.Take(100).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
