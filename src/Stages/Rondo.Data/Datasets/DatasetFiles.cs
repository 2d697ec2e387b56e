using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Blobs;

namespace Rondo.Data.Datasets;

/// <summary>From a stored file to its table.</summary>
internal sealed class DatasetFiles(IBlobStore blobs, ITables tables)
{
    public static readonly ProblemCode LostBlob = new("lost_blob", 500, "A stored file is missing");

    /// <summary>Reads a stored file; unreadable content is a refusal with the reader's own code.</summary>
    public async ValueTask<Answer<TableReading>> ReadAsync(string blob, string fileName, CancellationToken cancellation)
    {
        await using var stream = await blobs.OpenAsync(blob, cancellation);
        return stream is null
            ? new Refusal(LostBlob, $"The file {blob[..12]} is on record but not in the store.", "Restore the data folder's blobs from a backup.")
            : Read(tables, stream, fileName, cancellation);
    }

    public static Answer<TableReading> Read(ITables tables, Stream stream, string fileName, CancellationToken cancellation) =>
        tables.TryRead(stream, fileName, new TableReadOptions(), cancellation).Try(out var reading, out var refusal)
            ? reading
            : refusal with { Detail = $"{refusal.Detail} Nothing was kept." };
}
