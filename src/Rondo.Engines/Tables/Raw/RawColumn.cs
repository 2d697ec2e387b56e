namespace Rondo.Engines.Tables.Raw;

/// <summary>A column as the file wrote it: each distinct text once, one code a row.</summary>
/// <param name="RawName">Header as it stood in the file.</param>
/// <param name="Codes">Index into <paramref name="Distinct"/> a row.</param>
/// <param name="Distinct">Distinct texts, untrimmed, in order of first appearance.</param>
/// <param name="Counts">Rows that hold each distinct text.</param>
internal sealed record RawColumn(string RawName, int[] Codes, RawTexts Distinct, int[] Counts);

/// <summary>
/// Takes fields as spans and keeps each distinct text once, so that a million rows of "Yes" cost one text and
/// everything that looks at text later (missing tokens, numbers, dates, spelling) looks at each text once.
/// </summary>
internal sealed class RawColumnBuilder
{
    private readonly RawTexts _distinct = new();
    private readonly List<int> _counts = [];
    private readonly List<int> _codes = [];

    public void Add(ReadOnlySpan<char> field)
    {
        var code = _distinct.Add(field);
        if (code == _counts.Count)
        {
            _counts.Add(0);
        }

        _counts[code]++;
        _codes.Add(code);
    }

    public RawColumn Build(string rawName) => new(rawName, [.. _codes], _distinct, [.. _counts]);
}
