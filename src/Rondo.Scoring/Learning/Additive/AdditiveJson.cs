using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rondo.Engines.Learning.Additive;

/// <summary>
/// The stored form of an additive model: JSON that a person can read. Only the weights of terms, of which there may be
/// a million, stand as base64 of little-endian single-precision numbers.
/// </summary>
internal static partial class AdditiveJson
{
    private const int Version = 1;
    private const int MaxClasses = 10_000;

    public static void Write(AdditiveModel model, Stream stream)
    {
        var document = new ModelDocument(
            Version, model.Learner, model.Classes, [.. model.Bias], [.. model.Shapes.Select(Stored)], [.. model.Average],
            BitConverter.IsLittleEndian ? MemoryMarshal.AsBytes(model.TermWeights).ToArray() : throw new PlatformNotSupportedException("Big-endian machines are not supported."));
        JsonSerializer.Serialize(stream, document, AdditiveContext.Default.ModelDocument);
    }

    /// <exception cref="InvalidDataException">Broken, hostile, of another version or of another learner.</exception>
    public static AdditiveModel Read(Stream stream, string learner)
    {
        var stored = BoundedJson.Read(stream, AdditiveContext.Default.ModelDocument);
        BoundedJson.Require(stored.Version == Version, $"version {stored.Version} is not {Version}");
        BoundedJson.Require(stored.Learner == learner, $"it is a model of '{stored.Learner}', not of '{learner}'");
        BoundedJson.Require(stored.Classes is >= 2 and <= MaxClasses, $"{stored.Classes} classes");
        var outputs = Probabilities.Outputs(stored.Classes);
        RequireNumbers(stored.Bias, outputs, "bias");
        BoundedJson.Require(stored.Shapes is not null && stored.Shapes.All(shape => shape is not null), "shapes are missing");
        RequireNumbers(stored.Average, stored.Shapes!.Length * outputs, "average");
        BoundedJson.Require(stored.TermWeights is not null && stored.TermWeights.Length % (sizeof(float) * outputs) == 0, "term weights are not one for each output");
        var weights = MemoryMarshal.Cast<byte, float>(stored.TermWeights).ToArray();
        BoundedJson.Require(weights.All(float.IsFinite), "a term weight is not a number");
        return new AdditiveModel(learner, stored.Classes, stored.Bias, [.. stored.Shapes!.Select(shape => Restored(shape, outputs))], stored.Average, weights);
    }

    private static StoredShape Stored(Shape shape) => shape switch
    {
        LinearShape linear => new("linear", linear.Missing, linear.Centre, null, linear.Slope, null, null),
        StepShape steps => new("steps", steps.Missing, steps.Centre, steps.Scale, null, steps.Upper, steps.Table),
        CategoryShape categories => new("categories", categories.Missing, null, null, null, null, categories.Table),
        _ => throw new InvalidOperationException($"No stored form for {shape.GetType().Name}."),
    };

    private static Shape Restored(StoredShape stored, int outputs)
    {
        RequireNumbers(stored.Missing, outputs, "missing");
        var centre = stored.Centre ?? 0;
        BoundedJson.Require(double.IsFinite(centre), "a centre is not a number");
        switch (stored.Kind)
        {
            case "linear":
                RequireNumbers(stored.Slope, outputs, "slope");
                return new LinearShape(centre, stored.Slope!, stored.Missing);
            case "categories":
                BoundedJson.Require(stored.Table is not null && stored.Table.Length % outputs == 0, "a table is not one row for each category");
                RequireNumbers(stored.Table, stored.Table!.Length, "table");
                return new CategoryShape(stored.Table, stored.Missing);
            case "steps":
                BoundedJson.Require(stored.Scale is { } scale && double.IsFinite(scale), "a scale is not a number");
                BoundedJson.Require(stored.Upper is not null, "bounds are missing");
                RequireNumbers(stored.Upper, stored.Upper!.Length, "bounds");
                BoundedJson.Require(stored.Upper.Zip(stored.Upper.Skip(1)).All(pair => pair.First < pair.Second), "bounds do not ascend");
                RequireNumbers(stored.Table, (stored.Upper.Length + 1) * outputs, "table");
                return new StepShape(centre, stored.Scale!.Value, stored.Upper, stored.Table!, stored.Missing);
            default:
                throw new InvalidDataException($"The document is broken: '{stored.Kind}' is no kind of shape.");
        }
    }

    private static void RequireNumbers(double[]? values, int length, string what) =>
        BoundedJson.Require(values is not null && values.Length == length && values.All(double.IsFinite), $"{what} is not {length} finite numbers");

    internal sealed record ModelDocument(int Version, string Learner, int Classes, double[] Bias, StoredShape[] Shapes, double[] Average, byte[] TermWeights);

    internal sealed record StoredShape(string Kind, double[] Missing, double? Centre, double? Scale, double[]? Slope, double[]? Upper, double[]? Table);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(ModelDocument))]
    private sealed partial class AdditiveContext : JsonSerializerContext;
}
