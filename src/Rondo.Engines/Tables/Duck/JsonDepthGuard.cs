namespace Rondo.Engines.Tables.Duck;

/// <summary>
/// Watches JSON pass by and refuses nesting that no table needs: DuckDB's parser does not come back from 200,000 opened
/// brackets, and it runs in this process.
/// </summary>
internal sealed class JsonDepthGuard(Stream inner) : Stream
{
    private const int MaxDepth = 64;

    private int _depth;
    private bool _inString;
    private bool _escaped;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        foreach (var b in buffer[..read])
        {
            Watch(b);
        }

        return read;
    }

    private void Watch(byte b)
    {
        if (_inString)
        {
            _inString = _escaped || b != '"';
            _escaped = !_escaped && b == '\\';
            return;
        }

        switch (b)
        {
            case (byte)'"':
                _inString = true;
                break;
            case (byte)'[' or (byte)'{':
                if (++_depth > MaxDepth)
                {
                    throw Refusal.NotATable($"The JSON is nested deeper than {MaxDepth} levels.");
                }

                break;
            case (byte)']' or (byte)'}':
                _depth = Math.Max(0, _depth - 1);
                break;
            default:
                break;
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
