namespace Rondo.Statistics;

/// <summary>Parameters of both HDDM detectors.</summary>
internal static class HddmParameters
{
    internal static Parameter[] Shared { get; } =
    [
        new("drift_confidence", "Probability of a false alarm; smaller is slower and quieter.", "0.001", 1e-12, 1),
        new("warning_confidence", "Probability of a false warning.", "0.005", 1e-12, 1),
        new("two_sided", "Whether falls count as well as rises.", "false", Choices: ["false", "true"]),
    ];
}
