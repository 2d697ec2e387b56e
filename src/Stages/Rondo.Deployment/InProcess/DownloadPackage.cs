using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.InProcess;

/// <summary>The model package of a release, byte for byte; its name is the SHA-256 of its content.</summary>
[UseCase("GET /products/{product}/releases/{release}/package", "release package", "Downloads the model package of a release.")]
internal static class DownloadPackage
{
    public static readonly ProblemCode PackageMissing = new("package_missing", 404, "The model package is not in the store");

    public static async Task<Answer<Stream>> Handle(string product, string release, Desk desk, IBlobStore blobs, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Release>(release) is not { } found)
        {
            return CommonProblems.NoDocument(Release.Kind, release);
        }

        return await blobs.OpenAsync(found.Body.Blob, cancellation) is { } package
            ? package
            : new Refusal(PackageMissing, $"The model package of release '{release}' is not in the store.", "Restore the data folder from a backup, or release another evaluation.");
    }
}
