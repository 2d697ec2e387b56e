namespace Rondo.Engines.Tables.Csv;

/// <summary>Passes text through and refuses NUL, which text never holds and binary files nearly always do.</summary>
internal sealed class GuardedReader(TextReader inner, CancellationToken cancellation) : TextReader
{
    private long _position;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        var read = inner.Read(buffer);
        var nul = buffer[..read].IndexOf('\0');
        if (nul >= 0)
        {
            throw Refusal.NulByte(_position + nul + 1);
        }

        _position += read;
        return read;
    }

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }
}
