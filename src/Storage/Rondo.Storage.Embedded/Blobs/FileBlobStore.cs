using System.Buffers;
using System.Security.Cryptography;
using Rondo.Kernel.Blobs;
using Rondo.Storage.Embedded.Folder;

namespace Rondo.Storage.Embedded.Blobs;

/// <summary>Blobs as files named by their hash, in 256 folders: <c>blobs/aa/aa...</c>.</summary>
internal sealed class FileBlobStore : IBlobStore
{
    private const int BufferBytes = 128 * 1024;
    private const string ArrivingPattern = "*.arriving";

    private readonly string _root;

    public FileBlobStore(DataFolder folder)
    {
        _root = folder.At("blobs");
        Directory.CreateDirectory(_root);

        // The folder is ours alone, so whatever is still arriving belongs to a process that died.
        foreach (var orphan in Directory.EnumerateFiles(_root, ArrivingPattern))
        {
            File.Delete(orphan);
        }
    }

    public async ValueTask<BlobRef?> WriteAsync(Stream content, long maxBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        var arriving = Path.Combine(_root, Path.GetRandomFileName() + ArrivingPattern[1..]);
        try
        {
            var blob = await ReceiveAsync(content, arriving, maxBytes, cancellation);
            if (blob is not null)
            {
                Publish(arriving, blob.Hash);
            }

            return blob;
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    public ValueTask<Stream?> OpenAsync(string hash, CancellationToken cancellation)
    {
        if (!IsHash(hash))
        {
            throw new ArgumentException("A blob is named by 64 lower-case hex digits.", nameof(hash));
        }

        var path = PathOf(hash);
        Stream? stream = File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan)
            : null;
        return ValueTask.FromResult(stream);
    }

    private static bool IsHash(string? hash) => hash is { Length: 64 } && !hash.AsSpan().ContainsAnyExcept(LowerHex);

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private static async ValueTask<BlobRef?> ReceiveAsync(Stream content, string path, long maxBytes, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            while (await content.ReadAsync(buffer, cancellation) is var read and > 0)
            {
                length += read;
                if (length > maxBytes)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            file.Flush(flushToDisk: true);
            return new BlobRef(Convert.ToHexStringLower(hash.GetHashAndReset()), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Publish(string arriving, string hash)
    {
        var path = PathOf(hash);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            FolderSync.Flush(_root);
        }

        // The same name means the same bytes, so replacing a file that is there changes nothing for those who read it.
        File.Move(arriving, path, overwrite: true);
        FolderSync.Flush(folder);
    }

    private string PathOf(string hash) => Path.Combine(_root, hash[..2], hash);
}
