using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Rondo.Engines.Learning.Features;

/// <summary>The characters of a JSON string or the text of a JSON number, without allocating where they are short and unescaped.</summary>
internal static class JsonChars
{
    /// <summary>Size of the caller's buffer: longer values are prose or mistakes, and may allocate.</summary>
    public const int Buffer = 256;

    public static ReadOnlySpan<char> Of(JsonElement value, Span<char> buffer)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (value.ValueKind == JsonValueKind.String)
        {
            raw = raw[1..^1];
            if (raw.Length > buffer.Length || raw.Contains((byte)'\\'))
            {
                return value.GetString();
            }
        }
        else if (raw.Length > buffer.Length)
        {
            return value.GetRawText();
        }

        // UTF-16 never needs more units than UTF-8 has bytes, so the buffer is long enough.
        return buffer[..Encoding.UTF8.GetChars(raw, buffer)];
    }
}
