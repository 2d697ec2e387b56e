using System.Text;
using Rondo.Engines.Tables.Inference;
using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Csv;

/// <summary>
/// Delimited text: comma, semicolon, tab or pipe; UTF-8, UTF-16 or Latin-1; quoted fields may hold separators and line
/// ends. Refuses while streaming, so that hostile content costs no more than the bounds allow.
/// </summary>
internal sealed class CsvTableReader : ITableReader
{
    private const int SampleChars = 1 << 16;

    /// <summary>Longest record in characters while fields are short: 2,000 columns of 16,000 characters.</summary>
    private const int SmallestRecordBound = 1 << 20;

    public bool Reads(string fileName, ReadOnlySpan<byte> head) =>
        HasTextName(fileName) || !(head.StartsWith("PAR1"u8) || StartsLikeJson(head));

    public TableReading Read(Stream content, TableReadOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        if (!content.CanSeek)
        {
            using var spooled = Spool.Of(content, options.MaxBytes, cancellation);
            return Read(spooled, options, cancellation);
        }

        var start = content.Position;
        if (content.Length - start > options.MaxBytes)
        {
            throw Refusal.TooLarge(options.MaxBytes);
        }

        var encoding = TextEncoding.Guess(Head(content, start));
        try
        {
            return Read(content, encoding, options, cancellation);
        }
        catch (DecoderFallbackException) when (encoding is UTF8Encoding)
        {
            // Some byte further down is not UTF-8: the file is in an 8-bit encoding, of which Latin-1 reads every byte.
            content.Position = start;
            return Read(content, Encoding.Latin1, options, cancellation);
        }
    }

    private static TableReading Read(Stream content, Encoding encoding, TableReadOptions options, CancellationToken cancellation)
    {
        using var text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        using var guarded = new GuardedReader(text, cancellation);
        var sample = new char[SampleChars];
        var sampled = guarded.ReadBlock(sample, 0, sample.Length);
        var head = sample.AsSpan(0, sampled);
        if (head.IsWhiteSpace())
        {
            throw Refusal.EmptyFile();
        }

        RefuseOtherFormats(head);
        var delimiter = Delimiter.Guess(head);
        using var replay = new ReplayReader(sample.AsMemory(0, sampled), guarded);
        var records = new CsvRecords(options, delimiter);
        records.ReadAll(replay, cancellation);
        var (table, notes) = ColumnInference.Infer(records.Columns, options);
        var name = encoding is UTF8Encoding ? "utf-8" : encoding.WebName;
        return new TableReading(table, "csv", notes, name, delimiter == Delimiter.None ? "" : delimiter.ToString(), records.Ragged, RowHashes.Of(records.Columns));
    }

    private static bool HasTextName(string fileName) =>
        Path.GetExtension(fileName) is { Length: > 0 } ending &&
        (ending.Equals(".csv", StringComparison.OrdinalIgnoreCase) || ending.Equals(".tsv", StringComparison.OrdinalIgnoreCase) || ending.Equals(".tab", StringComparison.OrdinalIgnoreCase) || ending.Equals(".txt", StringComparison.OrdinalIgnoreCase));

    private static bool StartsLikeJson(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        head = head.TrimStart(" \t\r\n"u8);
        return head.Length > 0 && head[0] is (byte)'{' or (byte)'[';
    }

    private static byte[] Head(Stream content, long start)
    {
        var head = new byte[4096];
        var read = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        content.Position = start;
        return head[..read];
    }

    /// <summary>A web page or a binary file is refused by name, before its lines are mistaken for rows.</summary>
    private static void RefuseOtherFormats(ReadOnlySpan<char> head)
    {
        var start = head.TrimStart();
        if (start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
        {
            throw Refusal.NotATable("The content is a web page or XML, not a table.");
        }

        if (start.StartsWith("%PDF"))
        {
            throw Refusal.NotATable("The content is a PDF document, not a table.");
        }

        var control = 0;
        foreach (var c in head)
        {
            control += c < ' ' && c is not ('\t' or '\r' or '\n' or '\f') ? 1 : 0;
        }

        if (control * 100L > head.Length)
        {
            throw Refusal.NotATable($"{control} of the first {head.Length} characters are control characters: this is not text.");
        }
    }

    /// <summary>Most characters of one record; a longer one is refused instead of buffered.</summary>
    internal static int RecordBound(TableReadOptions options) => (int)Math.Min(Math.Max(SmallestRecordBound, options.MaxFieldLength + (SmallestRecordBound / 2L)), 1 << 30);
}
