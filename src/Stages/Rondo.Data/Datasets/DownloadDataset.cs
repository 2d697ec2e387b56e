using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Datasets;

/// <summary>The file of a data set's newest version, byte for byte as it was imported.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/file", "dataset download", "Writes the file of a data set as it was imported.")]
internal static class DownloadDataset
{
    public static async Task<Answer<Stream>> Handle(string product, string dataset, Desk desk, IBlobStore blobs, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Dataset>(dataset) is not { } found)
        {
            return CommonProblems.NoDocument(Dataset.Kind, dataset);
        }

        return await blobs.OpenAsync(found.Body.Blob, cancellation) is { } stream ? stream
            : new Refusal(DatasetFiles.LostBlob, $"The file {found.Body.Blob[..12]} is on record but not in the store.", "Restore the data folder's blobs from a backup.");
    }
}
