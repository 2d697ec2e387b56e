using System.Security.Cryptography;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Learning.Packages;

namespace Rondo.Client.InProcess;

/// <summary>The last routes and the model packages on the disk, so that an application can start while the server is away.</summary>
internal sealed class ServingFolder(string folder)
{
    private const long MostPackageBytes = 512L << 20;

    private string RoutesPath => Path.Combine(folder, "routes.json");

    private string PackagesPath => Path.Combine(folder, "packages");

    /// <summary>What held when the application last ran; null where it never did, or where its files are damaged.</summary>
    public Serving? Last()
    {
        try
        {
            return File.Exists(RoutesPath) && JsonSerializer.Deserialize<Routes>(File.ReadAllBytes(RoutesPath), RondoJson.Options) is { } routes
                ? new Serving(routes, Serving.Needed(routes).Select(live => live.Body.Blob).Distinct().Where(hash => File.Exists(PathOf(hash))).ToDictionary(hash => hash, Load))
                : null;
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>The models of these routes: those at hand, the others from the server. What no route needs any more is deleted.</summary>
    /// <param name="routes">Routes.</param>
    /// <param name="known">Models that are loaded already.</param>
    /// <param name="download">Writes the package of a release to a stream; a problem where that fails.</param>
    public async Task<(Serving? Serving, string? Problem)> TakeAsync(Routes routes, IReadOnlyDictionary<string, PackedModel> known, Func<LiveRelease, Stream, Task<Problem?>> download)
    {
        Directory.CreateDirectory(PackagesPath);
        string? unread = null;
        var models = new Dictionary<string, PackedModel>(StringComparer.Ordinal);
        foreach (var live in Serving.Needed(routes))
        {
            var hash = live.Body.Blob;
            if (models.ContainsKey(hash))
            {
                continue;
            }

            if (!known.TryGetValue(hash, out var model))
            {
                if (!File.Exists(PathOf(hash)) && await FetchAsync(live, download) is { } problem)
                {
                    return (null, problem);
                }

                try
                {
                    model = Load(hash);
                }
                catch (InvalidDataException unreadable)
                {
                    // The release holds all the same, with its fallback: what holds here must not differ from what holds elsewhere.
                    unread = $"The model of release '{live.Id}' cannot be read here: {unreadable.Message}";
                    continue;
                }
            }

            models.Add(hash, model);
        }

        Write(RoutesPath, JsonSerializer.SerializeToUtf8Bytes(routes, RondoJson.Options));
        foreach (var old in Directory.EnumerateFiles(PackagesPath).Where(path => Serving.Needed(routes).All(live => live.Body.Blob != Path.GetFileName(path))))
        {
            File.Delete(old);
        }

        return (new Serving(routes, models), unread);
    }

    private async Task<string?> FetchAsync(LiveRelease live, Func<LiveRelease, Stream, Task<Problem?>> download)
    {
        using var content = new BoundedMemory(MostPackageBytes);
        if (await download(live, content) is { } problem)
        {
            return $"{problem.Detail} {problem.NextStep}";
        }

        var bytes = content.ToArray();
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != live.Body.Blob)
        {
            return $"The model package of release '{live.Id}' came damaged.";
        }

        Write(PathOf(live.Body.Blob), bytes);
        return null;
    }

    // Under another name first: a process that is killed leaves the old file or the new one, never half of one.
    private static void Write(string path, byte[] content)
    {
        var half = $"{path}.part";
        using (var file = new FileStream(half, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, path, overwrite: true);
    }

    private PackedModel Load(string hash)
    {
        using var file = File.OpenRead(PathOf(hash));
        return ModelPackages.Standard.Read(file);
    }

    private string PathOf(string hash) => Path.Combine(PackagesPath, hash.All(char.IsAsciiHexDigitLower) && hash.Length == 64 ? hash : throw new InvalidDataException("The name of a package is no hash."));

    /// <summary>Memory that takes so much and no more.</summary>
    private sealed class BoundedMemory(long most) : MemoryStream
    {
        // Every other way of writing ends here, as a memory stream does it for those that inherit from it.
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > most)
            {
                throw new InvalidDataException($"The package is larger than {most >> 20} MiB.");
            }

            base.Write(buffer, offset, count);
        }
    }
}
