using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rondo.Engines.Learning.Features;

/// <summary>The stored form of a feature space. The version rises when a reader of the old form would misread the new one.</summary>
internal static partial class FeatureSpaceJson
{
    private const int Version = 1;
    private const int MaxColumns = 10_000;

    public static void Write(IEnumerable<DenseRule> dense, IEnumerable<TextRule> texts, Stream stream)
    {
        var document = new SpaceDocument(
            Version,
            [.. dense.Select(Stored)],
            [.. texts.Select(text => new StoredText(text.Name, [.. text.Terms], [.. text.Idf]))]);
        JsonSerializer.Serialize(stream, document, SpaceContext.Default.SpaceDocument);
    }

    /// <exception cref="InvalidDataException">Broken, hostile or of another version.</exception>
    public static FeatureSpace Read(Stream stream)
    {
        var document = BoundedJson.Read(stream, SpaceContext.Default.SpaceDocument);
        BoundedJson.Require(document.Version == Version, $"version {document.Version} is not {Version}");
        BoundedJson.Require(document.Dense is not null && document.Texts is not null, "a list of rules is missing");
        BoundedJson.Require(document.Dense!.Length + document.Texts!.Length <= MaxColumns, $"more than {MaxColumns} columns");
        BoundedJson.Require(document.Dense.All(rule => rule is { Name: not null }) && document.Texts.All(text => text is { Name: not null }), "a rule has no name");
        var names = document.Dense.Select(rule => rule.Name).Concat(document.Texts.Select(text => text.Name));
        BoundedJson.Require(names.Distinct(StringComparer.Ordinal).Count() == document.Dense.Length + document.Texts.Length, "a column stands twice");
        return new FeatureSpace([.. document.Dense.Select(Restored)], [.. document.Texts.Select(Restored)]);
    }

    private static StoredRule Stored(DenseRule rule) => rule switch
    {
        NumberRule number => new("number", rule.Name, Finite(number.Median), Finite(number.Low), Finite(number.High), null),
        TimeRule time => new("time", rule.Name, null, Finite(time.Low), Finite(time.High), null),
        _ => new("category", rule.Name, null, null, null, [.. rule.Feature.Categories]),
    };

    private static double? Finite(double value) => double.IsNaN(value) ? null : value;

    private static DenseRule Restored(StoredRule rule)
    {
        BoundedJson.Require(rule.Low is null == rule.High is null && !(rule.Low > rule.High), $"the range of '{rule.Name}' is not one");
        switch (rule.Kind)
        {
            case "number":
                return new NumberRule(rule.Name, rule.Median ?? double.NaN, rule.Low ?? double.NaN, rule.High ?? double.NaN);
            case "time":
                return new TimeRule(rule.Name, rule.Low ?? double.NaN, rule.High ?? double.NaN);
            case "category":
                BoundedJson.Require(rule.Categories is { Length: <= CategoryRule.MaxCategories } && rule.Categories.All(category => category is not null), $"the categories of '{rule.Name}' are missing or too many");
                BoundedJson.Require(rule.Categories!.Distinct(StringComparer.Ordinal).Count() == rule.Categories!.Length, $"a category of '{rule.Name}' stands twice");
                return new CategoryRule(rule.Name, rule.Categories);
            default:
                throw new InvalidDataException($"The document is broken: '{rule.Kind}' is no kind of rule.");
        }
    }

    private static TextRule Restored(StoredText text)
    {
        BoundedJson.Require(text.Terms is { Length: <= FeatureSpaces.MaxTerms } && text.Idf is not null && text.Idf.Length == text.Terms.Length, $"the terms of '{text.Name}' do not fit their weights");
        BoundedJson.Require(text.Terms!.All(term => term is not null) && text.Terms!.Distinct(StringComparer.Ordinal).Count() == text.Terms!.Length, $"a term of '{text.Name}' stands twice");
        BoundedJson.Require(text.Idf!.All(weight => float.IsFinite(weight) && weight >= 0), $"a weight of '{text.Name}' is not a weight");
        return new TextRule(text.Name, text.Terms!, text.Idf!);
    }

    internal sealed record SpaceDocument(int Version, StoredRule[] Dense, StoredText[] Texts);

    internal sealed record StoredRule(string Kind, string Name, double? Median, double? Low, double? High, string[]? Categories);

    internal sealed record StoredText(string Name, string[] Terms, float[] Idf);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = false)]
    [JsonSerializable(typeof(SpaceDocument))]
    private sealed partial class SpaceContext : JsonSerializerContext;
}
