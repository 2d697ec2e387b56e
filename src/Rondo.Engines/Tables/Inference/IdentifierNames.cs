using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Inference;

/// <summary>Recognises columns that name rows instead of describing them.</summary>
internal static class IdentifierNames
{
    /// <summary>Share of distinct values above which a value names its row.</summary>
    public const double NearlyAllDistinct = 0.95;

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "ids", "uuid", "guid", "key", "pk", "nr", "no", "number", "num", "index", "idx", "row", "rownum", "rowid", "serial", "reference", "ref",
    };

    /// <summary>True for <c>customerID</c>, <c>order_no</c>, <c>Row Id</c>: one of its words names rows.</summary>
    public static bool LooksLikeId(string name)
    {
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var wordEnds = i == name.Length || !char.IsLetterOrDigit(name[i]) || (i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (!wordEnds)
            {
                continue;
            }

            if (Words.Contains(name[start..i]))
            {
                return true;
            }

            start = i < name.Length && !char.IsLetterOrDigit(name[i]) ? i + 1 : i;
        }

        return false;
    }

    /// <summary>True where the numbers of a column are integers, nearly all distinct, under a name like "id".</summary>
    public static bool NamesRows(string name, RawColumn raw, double[] distinct, int present)
    {
        if (!LooksLikeId(name) || present < 2)
        {
            return false;
        }

        var different = new HashSet<double>();
        for (var i = 0; i < distinct.Length; i++)
        {
            if (double.IsNaN(distinct[i]))
            {
                continue;
            }

            if (distinct[i] != Math.Floor(distinct[i]) || raw.Counts[i] > present / 2)
            {
                return false;
            }

            different.Add(distinct[i]);
        }

        return different.Count > NearlyAllDistinct * present;
    }
}
