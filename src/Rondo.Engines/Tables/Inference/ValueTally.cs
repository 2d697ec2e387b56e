using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Inference;

/// <summary>Collects what a column of numbers or dates had to say: ways of writing, and texts that did not fit.</summary>
internal sealed class ValueTally
{
    /// <summary>Most distinct unparsed texts kept: enough to see the pattern, too few to leak a column.</summary>
    private const int MaxUnparsed = 20;

    private readonly Dictionary<string, int> _formats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _unparsed = new(StringComparer.Ordinal);

    public void Format(string format, int rows) => _formats[format] = _formats.GetValueOrDefault(format) + rows;

    public void Unparsed(ReadOnlySpan<char> text, int rows)
    {
        text = text.Trim();
        var shown = (text.Length > 100 ? text[..100] : text).ToString();
        if (_unparsed.Count < MaxUnparsed || _unparsed.ContainsKey(shown))
        {
            _unparsed[shown] = _unparsed.GetValueOrDefault(shown) + rows;
        }
    }

    public ColumnNote Note(string name, RawColumn raw, DistinctValues values) =>
        new(name, raw.RawName, values.Tokens(raw, amongValues: true), _formats, _unparsed, []);
}
