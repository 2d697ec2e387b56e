using System.Globalization;

namespace Rondo.Worlds;

/// <summary>Other ways in which people and programs write the same value.</summary>
internal static class Spelling
{
    public static readonly string[] MissingTokens = ["", "NA", "n/a", "null", "-", "?", "unknown"];

    private static readonly Dictionary<string, string[]> Variants = new(StringComparer.Ordinal)
    {
        ["basic"] = ["Basic", "BASIC", "basic ", "Basic plan"],
        ["plus"] = ["Plus", "PLUS", " plus", "Plus plan"],
        ["pro"] = ["Pro", "PRO", "pro ", "Professional"],
        ["monthly"] = ["Monthly", "month-to-month", "MONTHLY", "per month"],
        ["yearly"] = ["Yearly", "annual", "Annual", "12 months"],
        ["web"] = ["Web", "WEB", "website"],
        ["partner"] = ["Partner", "partner ", "reseller"],
        ["store"] = ["Store", "STORE", "shop"],
        ["referral"] = ["Referral", "referal", "friend referral"],
        ["north"] = ["North", "NORTH", "N"],
        ["south"] = ["South", "SOUTH", "S"],
        ["east"] = ["East", "EAST", "E"],
        ["west"] = ["West", "WEST", "W"],
        ["card"] = ["Card", "credit card", "Credit-Card"],
        ["direct_debit"] = ["direct debit", "Direct Debit", "DD"],
        ["invoice"] = ["Invoice", "INVOICE", "invoice "],
        ["wallet"] = ["Wallet", "e-wallet", "digital wallet"],
        ["Yes"] = ["yes", "Y", "churned", "YES"],
        ["No"] = ["no", "N", "active", "NO"],
    };

    /// <summary>Another spelling of a category or outcome; throws for a word that has none.</summary>
    public static string Of(string word, ref Pcg random) => Any(Variants[word], ref random);

    public static string Missing(ref Pcg random) => Any(MissingTokens, ref random);

    public static string Date(string clean, ref Pcg random) => DateOnly
        .ParseExact(clean, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        .ToString(Any(["dd.MM.yyyy", "MM/dd/yyyy", "d MMM yyyy", "yyyy/MM/dd"], ref random), CultureInfo.InvariantCulture);

    /// <summary>Another notation of a number; null where this column has no other notation for this value.</summary>
    public static string? Number(string column, string clean, ref Pcg random)
    {
        var comma = clean.Replace('.', ',');
        return column switch
        {
            "monthly_charge" => Any(["$" + clean, comma == clean ? clean + ",00" : comma, clean + " EUR", "€" + comma], ref random),
            "feature_adoption" => random.Chance(0.5) && comma != clean
                ? comma
                : string.Create(CultureInfo.InvariantCulture, $"{Parse(clean) * 100:0}%"),
            "sessions_trend" => comma == clean ? null : comma,
            "tenure_days" => Parse(clean) >= 1000 ? Parse(clean).ToString("N0", CultureInfo.InvariantCulture) : clean + " days",
            _ => null,
        };
    }

    /// <summary>A value that the column cannot have; null where none is known.</summary>
    public static string? Impossible(string column) => column switch
    {
        "tenure_days" => "-30",
        "satisfaction" => "9",
        "last_active_days" => "-1",
        "monthly_charge" => "99999.00",
        "sessions_30d" => "-5",
        "feature_adoption" => "7.5",
        _ => null,
    };

    private static decimal Parse(string clean) => decimal.Parse(clean, CultureInfo.InvariantCulture);

    private static string Any(string[] choices, ref Pcg random) => choices[random.Next(choices.Length)];
}
