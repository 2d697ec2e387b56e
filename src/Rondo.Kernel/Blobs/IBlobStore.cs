namespace Rondo.Kernel.Blobs;

/// <summary>A stored blob.</summary>
/// <param name="Hash">SHA-256 of the content, lower-case hex: its name.</param>
/// <param name="Length">Bytes.</param>
public sealed record BlobRef(string Hash, long Length);

/// <summary>Large immutable content under the name of its hash.</summary>
public interface IBlobStore
{
    /// <summary>
    /// Stores a stream. Durable when it returns; the same content is stored once; a broken stream leaves nothing.
    /// </summary>
    /// <returns>Its reference, or null where it was longer than allowed (nothing is kept then).</returns>
    ValueTask<BlobRef?> WriteAsync(Stream content, long maxBytes, CancellationToken cancellation);

    /// <summary>Opens a blob for reading, or null where there is none.</summary>
    /// <exception cref="ArgumentException">The hash is not 64 lower-case hex digits.</exception>
    ValueTask<Stream?> OpenAsync(string hash, CancellationToken cancellation);
}
