using System.IO.Compression;
using System.Text.Json;
using Rondo.Engines.Learning.Features;

namespace Rondo.Engines.Learning.Packages;

/// <summary>A package is a zip: manifest.json, features.json, the model in its learner's own format, and probes.jsonl where there are probes.</summary>
public sealed class ModelPackages(IFeatureSpaces spaces, IEnumerable<IModelFormat> formats) : IModelPackages
{
    private const string ManifestEntry = "manifest.json";
    private const string FeaturesEntry = "features.json";
    private const string ModelEntry = "model";
    private const string ProbesEntry = "probes.jsonl";

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
        if (package.Probes.Count > 0)
        {
            Add(zip, ProbesEntry, entry => ProbeLines.Write(package.Probes, entry));
        }
    }

    /// <inheritdoc/>
    public PackedModel Read(Stream stream)
    {
        using var zip = BoundedZip.Open(stream);
        var manifest = Manifest(Entry(zip, ManifestEntry));
        var format = formats.FirstOrDefault(format => format.Learner == manifest.Learner)
            ?? throw new InvalidDataException($"The package was made by the learner '{manifest.Learner}', which this program does not have.");
        var space = spaces.Read(Entry(zip, FeaturesEntry));
        return new PackedModel(manifest, space, format.Read(Entry(zip, ModelEntry)))
        {
            Probes = zip.GetEntry(ProbesEntry) is null ? [] : ProbeLines.Read(Entry(zip, ProbesEntry)),
        };
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

    private static MemoryStream Entry(ZipArchive zip, string name) => BoundedZip.Entry(zip, name, MaxEntryBytes);
}
