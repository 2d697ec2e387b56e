using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Ledger;

namespace Rondo.Modeling.Runs;

/// <summary>Data sets and packages, from the store and into it.</summary>
internal sealed class ModelFiles(IBlobStore blobs, ITables tables, IModelPackages packages)
{
    /// <summary>The table of a data set version.</summary>
    public async ValueTask<TableReading> TableAsync(ProductState state, DocumentRef dataset, CancellationToken cancellation)
    {
        var body = state.Read<Dataset>(state.At(dataset) ?? throw new InvalidDataException($"{dataset} is not in the ledger.")).Body;
        await using var stream = await OpenAsync(body.Blob, cancellation);
        return tables.Read(stream, body.FileName, new TableReadOptions(), cancellation);
    }

    /// <summary>A package; the caller disposes it.</summary>
    public async ValueTask<PackedModel> PackageAsync(string blob, CancellationToken cancellation)
    {
        await using var stream = await OpenAsync(blob, cancellation);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellation);
        content.Position = 0;
        return packages.Read(content);
    }

    /// <summary>Stores a package; returns its hash.</summary>
    public async ValueTask<string> StoreAsync(PackedModel package, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        packages.Write(package, content);
        content.Position = 0;
        return (await blobs.WriteAsync(content, long.MaxValue, cancellation))!.Hash;
    }

    private async ValueTask<Stream> OpenAsync(string blob, CancellationToken cancellation) =>
        await blobs.OpenAsync(blob, cancellation) ?? throw new InvalidDataException($"The blob {blob[..12]} is on record but not in the store.");
}
