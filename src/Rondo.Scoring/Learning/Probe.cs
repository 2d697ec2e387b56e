using System.Text.Json;

namespace Rondo.Engines.Learning;

/// <summary>One row with the score that it must get: what whoever made the model saw in their notebook.</summary>
/// <param name="Features">Object of column values, as a caller sends it.</param>
/// <param name="Score">Expected score, 0 to 1.</param>
public sealed record Probe(JsonElement Features, double Score);

/// <summary>How served scores compare with expected ones.</summary>
/// <param name="Rows">Probes asked.</param>
/// <param name="Worst">Largest difference; infinite where a row got no score at all.</param>
/// <param name="WorstRow">Its place among the probes, from 0; -1 without probes.</param>
/// <param name="Expected">Score expected there.</param>
/// <param name="Served">Score served there.</param>
public sealed record ProbeResult(int Rows, double Worst, int WorstRow, double Expected, double Served)
{
    /// <summary>Differences up to it are the rounding of another machine.</summary>
    public const double Tolerance = 1e-6;

    /// <summary>True where every probe got its score.</summary>
    public bool Holds => Worst <= Tolerance;

    /// <summary>Asks a package for the scores of its own probes, on the way on which callers ask.</summary>
    public static ProbeResult Of(PackedModel package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var result = new ProbeResult(package.Probes.Count, 0, -1, double.NaN, double.NaN);
        for (var i = 0; i < package.Probes.Count; i++)
        {
            var probe = package.Probes[i];
            var served = package.Score(probe.Features, new List<InputIssue>());
            var difference = double.IsFinite(served) ? Math.Abs(served - probe.Score) : double.PositiveInfinity;
            if (difference > result.Worst || result.WorstRow < 0)
            {
                result = result with { Worst = difference, WorstRow = i, Expected = probe.Score, Served = served };
            }
        }

        return result;
    }
}
