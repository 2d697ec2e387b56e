namespace Rondo.Engines.Tables.Raw;

/// <summary>A column as the file wrote it: each distinct text once, one code a row.</summary>
/// <param name="RawName">Header as it stood in the file.</param>
/// <param name="Codes">Index into <paramref name="Distinct"/> a row.</param>
/// <param name="Distinct">Distinct texts, untrimmed, in order of first appearance.</param>
/// <param name="Counts">Rows that hold each distinct text.</param>
internal sealed record RawColumn(string RawName, int[] Codes, IReadOnlyList<string> Distinct, int[] Counts);

/// <summary>
/// Takes fields as spans and keeps each distinct text once, so that a million rows of "Yes" cost one string and
/// everything that looks at text later (missing tokens, numbers, dates, spelling) looks at each text once.
/// </summary>
internal sealed class RawColumnBuilder
{
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _distinct = [];
    private readonly List<int> _counts = [];
    private readonly List<int> _codes = [];

    public RawColumnBuilder() => _lookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Add(ReadOnlySpan<char> field)
    {
        if (!_lookup.TryGetValue(field, out var code))
        {
            code = _distinct.Count;
            var text = field.ToString();
            _codeOf.Add(text, code);
            _distinct.Add(text);
            _counts.Add(0);
        }

        _counts[code]++;
        _codes.Add(code);
    }

    public RawColumn Build(string rawName) => new(rawName, [.. _codes], _distinct, [.. _counts]);
}
