namespace Rondo.Statistics;

/// <summary>What the agreement statistics share.</summary>
internal static class AgreementInputs
{
    internal const string Example = """{"labels": [[1, 1, null, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [null, 5, 5, 5], [null, null, 1, 1], [null, null, 3, null]]}""";

    internal const string CompleteExample = """{"labels": [[1, 1, 2], [2, 2, 2], [3, 3, 3], [1, 2, 1], [2, 2, 3], [3, 3, 3], [1, 1, 1], [2, 3, 2]]}""";

    internal static Input[] Labels { get; } = [new("labels", Shape.LabelRows, "One row per item, one column per annotator, null where there is no label.", MayMiss: true)];

    internal static Parameter Weights { get; } = new(
        "weights", "How bad a near miss is: identity counts every difference alike, linear and quadratic grow with the distance.", "identity", Choices: ["identity", "linear", "quadratic"]);

    internal static KappaWeights ReadWeights(this StatisticInputs inputs) => inputs.Choice("weights") switch
    {
        "linear" => KappaWeights.Linear,
        "quadratic" => KappaWeights.Quadratic,
        _ => KappaWeights.Identity,
    };
}
