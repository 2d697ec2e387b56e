using System.IO.Compression;
using System.Text.Json;
using Rondo.Engines.Learning.Features;

namespace Rondo.Engines.Learning.Packages;

/// <summary>A package is a zip of three entries: manifest.json, features.json and the model in its learner's own format.</summary>
public sealed class ModelPackages(IFeatureSpaces spaces, IEnumerable<IModelFormat> formats) : IModelPackages
{
    private const string ManifestEntry = "manifest.json";
    private const string FeaturesEntry = "features.json";
    private const string ModelEntry = "model";

    // A boosted model of a thousand trees takes a few megabytes; more than this is an attack or a mistake.
    private const long MaxEntryBytes = 256L << 20;

    /// <summary>Packages of every format that is in this library.</summary>
    public static ModelPackages Standard { get; } = new(new FeatureSpaces(), ModelFormats.All);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, MaxDepth = 16 };

    /// <inheritdoc/>
    public void Write(PackedModel package, Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, ManifestEntry, entry => JsonSerializer.Serialize(entry, package.Manifest, Json));
        Add(zip, FeaturesEntry, package.Space.Write);
        Add(zip, ModelEntry, package.Model.Write);
    }

    /// <inheritdoc/>
    public PackedModel Read(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var manifest = Manifest(Entry(zip, ManifestEntry));
        var format = formats.FirstOrDefault(format => format.Learner == manifest.Learner)
            ?? throw new InvalidDataException($"The package was made by the learner '{manifest.Learner}', which this program does not have.");
        var space = spaces.Read(Entry(zip, FeaturesEntry));
        return new PackedModel(manifest, space, format.Read(Entry(zip, ModelEntry)));
    }

    private static PackageManifest Manifest(Stream stream)
    {
        PackageManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<PackageManifest>(stream, Json);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException("The package's manifest cannot be read.", broken);
        }

        return manifest switch
        {
            null => throw new InvalidDataException("The package's manifest is empty."),
            { Format: not 1 } => throw new InvalidDataException($"The package has format {manifest.Format}; this program reads format 1."),
            { Classes.Count: < 2 } => throw new InvalidDataException("The package names fewer than two classes."),
            _ when !double.IsFinite(manifest.Slope) || !double.IsFinite(manifest.Offset) || !double.IsFinite(manifest.Threshold) => throw new InvalidDataException("The package's calibration is not a number."),
            _ => manifest,
        };
    }

    private static void Add(ZipArchive zip, string name, Action<Stream> write)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        write(stream);
    }

    /// <summary>Unpacks one entry, counting what really comes out: a header can lie about its length.</summary>
    private static MemoryStream Entry(ZipArchive zip, string name)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"The package lacks its entry '{name}'.");
        using var stream = entry.Open();
        var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaxEntryBytes)
            {
                throw new InvalidDataException($"The package's entry '{name}' is larger than {MaxEntryBytes >> 20} MiB.");
            }
        }

        content.Position = 0;
        return content;
    }
}
