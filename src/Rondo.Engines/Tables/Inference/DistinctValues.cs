using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Inference;

/// <summary>What a distinct text stands for.</summary>
internal enum Presence : byte
{
    /// <summary>A value.</summary>
    Value,

    /// <summary>No value, in any column.</summary>
    Missing,

    /// <summary>No value where the other values are numbers or dates ("None").</summary>
    MissingAmongValues,
}

/// <summary>The distinct texts of a column, sorted into values and missing tokens.</summary>
/// <param name="Presence">One entry a distinct text.</param>
/// <param name="Present">Rows that hold a value, words such as "None" included.</param>
/// <param name="Doubtful">Rows that hold a word such as "None".</param>
internal sealed record DistinctValues(Presence[] Presence, int Present, int Doubtful)
{
    public static DistinctValues Of(RawColumn raw)
    {
        var presence = new Presence[raw.Distinct.Count];
        int present = 0, doubtful = 0;
        for (var i = 0; i < presence.Length; i++)
        {
            var trimmed = raw.Distinct[i].Trim();
            presence[i] = MissingTokens.Always(trimmed) ? Inference.Presence.Missing
                : MissingTokens.AmongValues(trimmed) ? Inference.Presence.MissingAmongValues
                : Inference.Presence.Value;
            present += presence[i] == Inference.Presence.Missing ? 0 : raw.Counts[i];
            doubtful += presence[i] == Inference.Presence.MissingAmongValues ? raw.Counts[i] : 0;
        }

        return new DistinctValues(presence, present, doubtful);
    }

    /// <summary>Missing tokens with their row counts, for a column of words or of values.</summary>
    public IReadOnlyDictionary<string, int> Tokens(RawColumn raw, bool amongValues)
    {
        var tokens = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Presence.Length; i++)
        {
            if (Presence[i] == Inference.Presence.Missing || (amongValues && Presence[i] == Inference.Presence.MissingAmongValues))
            {
                var token = raw.Distinct[i].Trim().ToString();
                tokens[token] = tokens.GetValueOrDefault(token) + raw.Counts[i];
            }
        }

        return tokens;
    }
}
