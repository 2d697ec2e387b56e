namespace Rondo.Engines.Tables;

/// <summary>What the values of an exported column are.</summary>
public enum ExportKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Double-precision number.</summary>
    Number,

    /// <summary>Instant, UTC.</summary>
    Time,
}

/// <summary>One column of an export.</summary>
/// <param name="Name">Name.</param>
/// <param name="Kind">Kind.</param>
public sealed record ExportColumn(string Name, ExportKind Kind);

/// <summary>Writes rows as Parquet for other engines.</summary>
public interface IPartitionedExport
{
    /// <summary>Writes all rows, one folder a value of each partition (<c>release=r1/day=2026-03-02/part-0.parquet</c>), as one zip.</summary>
    /// <param name="columns">Columns.</param>
    /// <param name="partitions">Names of the columns of text that make the folders.</param>
    /// <param name="rows">Rows; each one value a column: <see cref="string"/>, <see cref="double"/>, <see cref="DateTimeOffset"/> or null.</param>
    /// <param name="cancellation">Cancellation; leaves nothing behind.</param>
    /// <returns>The zip, deleted from the disk when it is closed.</returns>
    Task<Stream> WriteAsync(IReadOnlyList<ExportColumn> columns, IReadOnlyList<string> partitions, IAsyncEnumerable<object?[]> rows, CancellationToken cancellation);
}
