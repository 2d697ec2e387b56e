using System.Globalization;

namespace Rondo.Contracts;

/// <summary>Counted things in English, the same in every sentence that a person reads.</summary>
public static class Plural
{
    /// <summary>"1 row", "12,400 rows".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">Name of one; its plural ends in s.</param>
    public static string Of(long count, string one) => Of(count, one, $"{one}s");

    /// <summary>"1 category holds", "3 categories hold".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">Words after 1.</param>
    /// <param name="many">Words after any other number.</param>
    public static string Of(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
