namespace Rondo.Engines.Tables.Csv;

/// <summary>Gives the sampled start of a text once more, then the rest, so that the stream is read once.</summary>
internal sealed class ReplayReader(ReadOnlyMemory<char> start, TextReader rest) : TextReader
{
    private ReadOnlyMemory<char> _start = start;

    public override int Read(char[] buffer, int index, int count)
    {
        if (_start.IsEmpty)
        {
            return rest.Read(buffer, index, count);
        }

        var taken = Math.Min(count, _start.Length);
        _start.Span[..taken].CopyTo(buffer.AsSpan(index));
        _start = _start[taken..];
        return taken;
    }

    public override int Read(Span<char> buffer)
    {
        if (_start.IsEmpty)
        {
            return rest.Read(buffer);
        }

        var taken = Math.Min(buffer.Length, _start.Length);
        _start.Span[..taken].CopyTo(buffer);
        _start = _start[taken..];
        return taken;
    }

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }
}
