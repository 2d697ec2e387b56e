namespace Rondo.Statistics;

/// <summary>
/// Sample-ratio mismatch: whether the variants got the traffic that was planned. If not, something loses rows, and no
/// comparison of the variants can be trusted.
/// </summary>
/// <remarks>Source: Fabijan et al. 2019, "Diagnosing sample ratio mismatch".</remarks>
public static class SampleRatio
{
    /// <summary>p-value of the planned split (chi-square, fixed sample; for peeking use the sequential test).</summary>
    /// <param name="counts">Rows in each variant.</param>
    /// <param name="expectedShares">Planned share of each, in any unit; empty plans equal shares.</param>
    /// <returns>p in [0, 1]; NaN on no rows. A customary limit is 0.0005 (a convention): far below 0.05 because a mismatch is a fault, not an effect.</returns>
    public static double Test(ReadOnlySpan<long> counts, ReadOnlySpan<double> expectedShares = default)
    {
        if (!expectedShares.IsEmpty)
        {
            return ChiSquare.GoodnessOfFit(counts, expectedShares).P;
        }

        var equal = new double[counts.Length];
        Array.Fill(equal, 1);
        return ChiSquare.GoodnessOfFit(counts, equal).P;
    }
}

internal sealed class SampleRatioStatistic() : Statistic(
    new Descriptor
    {
        Id = "sample_ratio",
        Name = "Sample-ratio mismatch",
        Family = "Anytime",
        Meaning = "The probability of a split at least this uneven if the traffic were divided as planned; near 0 means that rows get lost.",
        Unit = "probability",
        Range = (0, 1),
        Inputs =
        [
            new Input("counts", Shape.Numbers, "Rows in each variant.", Low: 0, High: 9e15),
            new Input("shares", Shape.Numbers, "Planned share of each variant; equal where left out.", Optional: true, SameLengthAs: "counts", Low: 0, High: 1e9),
        ],
        MinimumSample = 2,
        EdgeCases = "Undefined on no rows. A row in a variant that was planned to get none gives 0.",
        Source = "Fabijan et al. 2019; Pearson 1900.",
        Example = """{"counts": [821588, 815482]}""",
    },
    inputs =>
    {
        long[] counts = [.. inputs.Numbers("counts").Select(c => (long)c)];
        return StatisticResult.Of(new Estimate(SampleRatio.Test(counts, inputs.Numbers("shares")), counts.Sum(), double.NaN, double.NaN, 0.95, "chi_square"));
    });
