using System.Text.Json;
using Rondo.Engines.Learning.Packages;

namespace Rondo.Engines.Learning.Imports;

/// <summary>
/// A model from elsewhere in one zip: the model, <c>probes.jsonl</c> with rows and the scores that they must get, and
/// <c>features.json</c> where the model does not say itself which columns it expects.
/// </summary>
/// <param name="FileName">Name of the model's file.</param>
/// <param name="Model">Bytes of the model.</param>
/// <param name="Features">Declared columns; null without <c>features.json</c>.</param>
/// <param name="Probes">Probes.</param>
public sealed record ModelBundle(string FileName, byte[] Model, IReadOnlyList<DeclaredFeature>? Features, IReadOnlyList<Probe> Probes)
{
    /// <summary>Most bytes of the model.</summary>
    public const long MaxModelBytes = 64L << 20;

    /// <summary>Fewest probes: fewer would miss a category that is encoded wrongly.</summary>
    public const int FewestProbes = 20;

    private const long MaxListBytes = 16L << 20;
    private const int MaxColumns = 10_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, MaxDepth = 8 };

    /// <summary>Reads a bundle.</summary>
    /// <param name="stream">Zip; must be seekable.</param>
    /// <param name="fileNames">Names of the model files that can be read.</param>
    /// <exception cref="InvalidDataException">No such bundle; says what is wrong with it.</exception>
    public static ModelBundle Read(Stream stream, IReadOnlyCollection<string> fileNames)
    {
        ArgumentNullException.ThrowIfNull(fileNames);
        using var zip = BoundedZip.Open(stream);
        var names = fileNames.Where(name => zip.GetEntry(name) is not null).ToList();
        if (names.Count != 1)
        {
            throw new InvalidDataException($"The bundle must hold exactly one of {string.Join(", ", fileNames)}; it holds {(names.Count == 0 ? "none" : string.Join(" and ", names))}.");
        }

        var model = BoundedZip.Entry(zip, names[0], MaxModelBytes).ToArray();
        var features = zip.GetEntry("features.json") is null ? null : Declared(BoundedZip.Entry(zip, "features.json", MaxListBytes));
        var probes = ProbeLines.Read(BoundedZip.Entry(zip, "probes.jsonl", MaxListBytes));
        return probes.Count >= FewestProbes
            ? new ModelBundle(names[0], model, features, probes)
            : throw new InvalidDataException($"The bundle holds {probes.Count} probes; at least {FewestProbes} rows with their scores are needed to see that the model answers here as it did where it was made.");
    }

    private static DeclaredFeature[] Declared(Stream stream)
    {
        DeclaredFeature[]? features;
        try
        {
            features = JsonSerializer.Deserialize<DeclaredFeature[]>(stream, Json);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"features.json is no list of columns: {broken.Message}", broken);
        }

        BoundedJson.Require(features is { Length: > 0 and <= MaxColumns } && features.All(feature => feature is { Name.Length: > 0 } && feature.Categories?.All(category => category is not null) != false), "features.json holds no columns with names");
        return features!;
    }
}
