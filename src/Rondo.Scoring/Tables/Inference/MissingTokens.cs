namespace Rondo.Engines.Tables.Inference;

/// <summary>Texts that mean "no value".</summary>
internal static class MissingTokens
{
    /// <summary>True for blanks and the spellings that mean missing in a column of any kind.</summary>
    public static bool Always(ReadOnlySpan<char> trimmed) => trimmed.Length switch
    {
        0 => true,
        1 => trimmed[0] is '?' or '-' or '\u2013' or '\u2014',
        2 => trimmed is "NA" or "\\N" or "--",
        3 => trimmed is "N/A" or "n/a" or "NaN" or "nan" or "NAN",
        4 => trimmed is "null" or "NULL" or "Null" or "#N/A" or "<NA>",
        _ => false,
    };

    /// <summary>
    /// True for words that mean missing only where the rest of the column is numbers or dates: "None" or "na" may well be
    /// a category (no discount, Namibia).
    /// </summary>
    public static bool AmongValues(ReadOnlySpan<char> trimmed) => trimmed.Length is >= 2 and <= 7 &&
        (trimmed.Equals("none", StringComparison.OrdinalIgnoreCase) || trimmed.Equals("na", StringComparison.OrdinalIgnoreCase) ||
         trimmed.Equals("missing", StringComparison.OrdinalIgnoreCase) || trimmed.Equals("unknown", StringComparison.OrdinalIgnoreCase));
}
