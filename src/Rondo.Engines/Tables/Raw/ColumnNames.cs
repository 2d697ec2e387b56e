using System.Globalization;

namespace Rondo.Engines.Tables.Raw;

/// <summary>Turns a file's header into names that a table can carry: trimmed, never empty, never twice.</summary>
internal static class ColumnNames
{
    /// <summary>Longest name kept, in characters. A longer header is a paragraph, not a name.</summary>
    private const int MaxLength = 200;

    public static string[] Clean(IReadOnlyList<string> raw)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var names = new string[raw.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var name = raw[i].Trim().Trim('\uFEFF').Trim();
            if (name.Length > MaxLength)
            {
                name = name[..MaxLength];
            }

            if (name.Length == 0)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"column_{i + 1}");
            }

            var unique = name;
            for (var n = 2; !taken.Add(unique); n++)
            {
                unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{n}");
            }

            names[i] = unique;
        }

        return names;
    }
}
