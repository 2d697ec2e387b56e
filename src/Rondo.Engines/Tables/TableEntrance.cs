using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables;

/// <summary>The one entrance for content: unpacks, picks the reader that knows the format, reads.</summary>
internal sealed class TableEntrance(IEnumerable<ITableReader> readers) : ITables
{
    private const int HeadBytes = 4096;

    // A fixed order, so that what a file is taken for does not depend on how readers were found.
    private readonly ITableReader[] _readers = [.. readers.OrderBy(reader => reader.GetType().Name, StringComparer.Ordinal)];

    public TableReading Read(Stream content, string fileName, TableReadOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(options);
        using var spooled = content.CanSeek ? null : Spool.Of(content, options.MaxBytes, cancellation);
        var seekable = spooled ?? content;
        var head = Head(seekable);
        if (!Gzip.Is(head))
        {
            return ReadWith(seekable, head, fileName, options, cancellation);
        }

        var inner = fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? fileName[..^3] : fileName;
        using var unpacked = Gzip.Unpack(seekable, options.MaxBytes, cancellation);
        return ReadWith(unpacked, Head(unpacked), inner, options, cancellation);
    }

    private TableReading ReadWith(Stream content, byte[] head, string fileName, TableReadOptions options, CancellationToken cancellation)
    {
        if (head.Length == 0)
        {
            throw Refusal.EmptyFile();
        }

        foreach (var reader in _readers)
        {
            if (reader.Reads(fileName, head))
            {
                return reader.Read(content, options, cancellation);
            }
        }

        throw Refusal.NotATable($"No reader knows the format of '{Path.GetFileName(fileName)}'.");
    }

    private static byte[] Head(Stream content)
    {
        var start = content.Position;
        var head = new byte[HeadBytes];
        var read = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        content.Position = start;
        return head[..read];
    }
}
