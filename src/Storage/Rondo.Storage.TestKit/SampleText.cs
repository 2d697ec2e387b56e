namespace Rondo.Storage.TestKit;

/// <summary>Text that has broken stores before.</summary>
internal static class SampleText
{
    public static IReadOnlyList<string> Hostile { get; } =
    [
        "",
        " ",
        "'; DROP TABLE ledger; --",
        "größe ß İ ı",
        "東京 العربية עברית हिन्दी",
        "\U0001F3B5 \U0001F469\u200D\U0001F4BB",
        "e\u0301 is not \u00e9",
        "before\0after",
        "\0",
        "\u001A0 \u001A1 \u001A\0",
        "line\r\nbreak\ttab \u2028 \u0001 \uFEFF",
        "\uE000 and \U00010000",
        "{\"json\":\"\\u0000\"}",
        "100%_[a-z]*\\",
        "null",
    ];

    /// <summary>About a mebibyte, not compressible to nothing, with characters of one to four bytes.</summary>
    public static string Long { get; } = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i * 7919 % 104729:x}é東\U0001F3B5, "));
}
