using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rondo.Engines.Learning.Majority;

/// <summary>Answers with the same probabilities for every row.</summary>
/// <param name="shares">One share a class; they sum to 1.</param>
internal sealed class MajorityModel(double[] shares) : IModel
{
    public string Learner => MajorityFormat.Id;

    public int Classes => shares.Length;

    public bool IsPrompt => true;

    public void Score(ReadOnlySpan<double> dense, Span<double> probabilities) => shares.CopyTo(probabilities);

    public void Score(FeatureMatrix features, Span<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(features);
        for (var row = 0; row < features.Rows; row++)
        {
            shares.CopyTo(probabilities.Slice(row * shares.Length, shares.Length));
        }
    }

    public IReadOnlyList<Contribution> Explain(FeatureMatrix features, int row) => Nothing(features);

    public IReadOnlyList<Contribution> Importance(FeatureMatrix features) => Nothing(features);

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, new MajorityFormat.SharesDocument(MajorityFormat.Version, shares), MajorityFormat.SharesContext.Default.SharesDocument);

    public void Dispose()
    {
        // Nothing native is held.
    }

    private static Contribution[] Nothing(FeatureMatrix features) => [.. features.Features.Select(feature => new Contribution(feature.Name, 0))];
}

/// <summary>Restores class shares.</summary>
internal sealed partial class MajorityFormat : IModelFormat
{
    /// <summary>Id of the learner.</summary>
    public const string Id = "majority";

    public const int Version = 1;

    public string Learner => Id;

    public IModel Read(Stream stream)
    {
        var stored = BoundedJson.Read(stream, SharesContext.Default.SharesDocument);
        BoundedJson.Require(stored.Version == Version, $"version {stored.Version} is not {Version}");
        BoundedJson.Require(stored.Shares is { Length: >= 2 } && stored.Shares.All(share => share is >= 0 and <= 1) && Math.Abs(stored.Shares.Sum() - 1) < 1e-6, "shares do not sum to 1");
        return new MajorityModel(stored.Shares!);
    }

    internal sealed record SharesDocument(int Version, double[] Shares);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(SharesDocument))]
    internal sealed partial class SharesContext : JsonSerializerContext;
}
