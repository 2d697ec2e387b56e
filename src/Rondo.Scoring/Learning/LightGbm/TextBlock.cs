using System.Buffers.Text;
using System.Text;

namespace Rondo.Engines.Learning.LightGbm;

/// <summary>Goes through the lines of a text in memory.</summary>
internal ref struct TextLines(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>The line read last, without its end.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Reads the next line; false at the end.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            Current = default;
            return false;
        }

        var end = _rest.IndexOf((byte)'\n');
        Current = (end < 0 ? _rest : _rest[..end]).TrimEnd((byte)'\r');
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return true;
    }

    /// <summary>Reads on to the next line that is not blank, from the current one; false at the end.</summary>
    public bool SkipBlank()
    {
        while (Current.IsEmpty)
        {
            if (!Next())
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Lines of <c>name=value</c> up to a blank line.</summary>
internal sealed class TextBlock
{
    private readonly Dictionary<string, byte[]> _values = new(StringComparer.Ordinal);

    public static TextBlock Read(ref TextLines lines)
    {
        var block = new TextBlock();
        while (lines.Next() && !lines.Current.IsEmpty)
        {
            var equals = lines.Current.IndexOf((byte)'=');
            var name = Encoding.UTF8.GetString(equals < 0 ? lines.Current : lines.Current[..equals]);
            BoundedJson.Require(block._values.TryAdd(name, equals < 0 ? [] : lines.Current[(equals + 1)..].ToArray()), $"'{name}' stands twice");
        }

        return block;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string Text(string name) => Encoding.UTF8.GetString(Value(name));

    /// <summary>One whole number within bounds.</summary>
    public int Whole(string name, int low, int high)
    {
        var value = Wholes(name, 1)[0];
        BoundedJson.Require(value >= low && value <= high, $"{name} is {value}, not from {low} to {high}");
        return value;
    }

    public int[] Wholes(string name, int count) => Many(name, count, (ReadOnlySpan<byte> text, out int value, out int read) => Utf8Parser.TryParse(text, out value, out read));

    public uint[] Words(string name, int count) => Many(name, count, (ReadOnlySpan<byte> text, out uint value, out int read) => Utf8Parser.TryParse(text, out value, out read));

    /// <summary>Finite numbers.</summary>
    public double[] Numbers(string name, int count) => Many(name, count, (ReadOnlySpan<byte> text, out double value, out int read) => Utf8Parser.TryParse(text, out value, out read) && double.IsFinite(value));

    /// <summary>Numbers, of which some may be infinite: LightGBM writes <c>inf</c> where a split parts missing values from all others.</summary>
    public double[] Thresholds(string name, int count) => Many(name, count, (ReadOnlySpan<byte> text, out double value, out int read) =>
    {
        var negative = text.StartsWith("-inf"u8);
        if (negative || text.StartsWith("inf"u8))
        {
            (value, read) = negative ? (double.NegativeInfinity, 4) : (double.PositiveInfinity, 3);
            return true;
        }

        return Utf8Parser.TryParse(text, out value, out read) && !double.IsNaN(value);
    });

    private delegate bool Parse<T>(ReadOnlySpan<byte> text, out T value, out int read);

    private T[] Many<T>(string name, int count, Parse<T> parse)
    {
        ReadOnlySpan<byte> text = Value(name);
        // Every number takes a character at least, so a count that the text cannot hold is refused before it is made.
        BoundedJson.Require(count <= text.Length, $"{name} has fewer than {count} numbers");
        var values = new T[count];
        for (var i = 0; i < count; i++)
        {
            text = text.TrimStart((byte)' ');
            BoundedJson.Require(parse(text, out values[i], out var read) && (read == text.Length || text[read] == ' '), $"{name} has no number {i + 1} of {count}, but '{Encoding.UTF8.GetString(text[..Math.Min(20, text.Length)])}'");
            text = text[read..];
        }

        BoundedJson.Require(text.Trim((byte)' ').IsEmpty, $"{name} has more than {count} numbers");
        return values;
    }

    private byte[] Value(string name) => _values.TryGetValue(name, out var value) ? value : throw new InvalidDataException($"The document is broken: '{name}' is missing.");
}
