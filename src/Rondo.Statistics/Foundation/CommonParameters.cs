namespace Rondo.Statistics;

/// <summary>Inputs and parameters that many descriptors share, worded once.</summary>
internal static class CommonParameters
{
    internal static Parameter Level { get; } = new("level", "Coverage of the interval.", "0.95", 0.5, 0.9999);

    internal static Parameter Seed { get; } = new("seed", "Start of the random draws; the same seed gives the same result.", "1", 0, 9e15);

    internal static Parameter Threshold { get; } = new("threshold", "A score at or above it counts as positive.", "0.5");

    internal static Parameter Bins { get; } = new("bins", "How many bins; more bins see finer faults and need more rows.", "10", 2, 1000);

    internal static Input Scores { get; } = new("scores", Shape.Numbers, "One score per row; a higher score means more likely positive.");

    internal static Input Truth { get; } = new("truth", Shape.Flags, "What came true: 1 is positive.", SameLengthAs: "scores");

    internal static Input[] ScoresAndTruth { get; } = [Scores, Truth];

    internal static Input Probabilities { get; } = new("scores", Shape.Numbers, "One stated probability per row.", Low: 0, High: 1);

    internal static Input[] ProbabilitiesAndTruth { get; } = [Probabilities, Truth];

    internal static Input[] ReferenceAndCurrent { get; } =
    [
        new("reference", Shape.Numbers, "Values of the time that counts as normal.", MayMiss: true),
        new("current", Shape.Numbers, "Values of now.", MayMiss: true),
    ];

    internal static Input[] ReferenceAndCurrentLabels { get; } =
    [
        new("reference", Shape.Labels, "Categories of the time that counts as normal.", MayMiss: true),
        new("current", Shape.Labels, "Categories of now.", MayMiss: true),
    ];

    internal static Parameter Resamples(int count) =>
        new("resamples", "How many bootstrap samples; more give a steadier interval and take longer.", count.ToString(System.Globalization.CultureInfo.InvariantCulture), 0, 100_000);

    internal static ulong ReadSeed(this StatisticInputs inputs) => (ulong)inputs.Number("seed");
}
