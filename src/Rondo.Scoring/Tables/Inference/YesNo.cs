namespace Rondo.Engines.Tables.Inference;

/// <summary>The words for yes and no, as spelling keys (lower case, letters and digits only).</summary>
internal static class YesNo
{
    /// <summary>Key of the group of yes words.</summary>
    public const string Yes = "\u0001yes";

    /// <summary>Key of the group of no words.</summary>
    public const string No = "\u0001no";

    public static bool IsWord(string key) => Side(key) is not null;

    /// <summary>The group of a word, or null where it means neither.</summary>
    public static string? Side(string key) => key switch
    {
        "yes" or "y" or "true" or "t" or "1" => Yes,
        "no" or "n" or "false" or "f" or "0" => No,
        _ => null,
    };

    /// <summary>True where both sides occur: a column of "F" alone is not about falsehood.</summary>
    public static bool BothSides(IEnumerable<string> keys)
    {
        bool yes = false, no = false;
        foreach (var key in keys)
        {
            yes |= Side(key) == Yes;
            no |= Side(key) == No;
        }

        return yes && no;
    }
}
