namespace Rondo.Statistics;

/// <summary>One point of a risk-coverage curve.</summary>
/// <param name="Confidence">Rows at or above this confidence are decided.</param>
/// <param name="Coverage">Share of rows that is decided.</param>
/// <param name="Risk">Share of wrong decisions among them, with its Wilson interval.</param>
public readonly record struct RiskCoveragePoint(double Confidence, double Coverage, Estimate Risk);

/// <summary>What it buys to leave unsure rows to a person.</summary>
/// <remarks>Source: El-Yaniv and Wiener 2010; Geifman and El-Yaniv 2017.</remarks>
public static class RiskCoverage
{
    /// <summary>The curve, from the surest rows to all; equal confidences are one step.</summary>
    /// <param name="confidence">How sure the model is of each row; without NaN.</param>
    /// <param name="correct">Whether its decision was right.</param>
    /// <param name="level">Coverage of the intervals.</param>
    public static IReadOnlyList<RiskCoveragePoint> Curve(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct, double level = 0.95)
    {
        if (ScoreGroups.Build(confidence, correct) is not { } groups)
        {
            return [];
        }

        var n = confidence.Length;
        return [.. Enumerable.Range(0, groups.Count).Select(g => new RiskCoveragePoint(
            groups.Score[g], (double)(groups.TruePositives[g] + groups.FalsePositives[g]) / n,
            Proportion.Wilson(groups.FalsePositives[g], groups.TruePositives[g] + groups.FalsePositives[g], level)))];
    }

    /// <summary>Area under the curve: mean risk over all coverages; NaN on no rows.</summary>
    public static double Area(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct)
    {
        double area = 0, before = 0;
        foreach (var point in Curve(confidence, correct))
        {
            area += (point.Coverage - before) * point.Risk.Value;
            before = point.Coverage;
        }

        return confidence.IsEmpty ? double.NaN : area;
    }

    /// <summary>The smallest confidence from which on the risk is proven, on the upper bound, to be within a limit; undefined where none is.</summary>
    public static RiskCoveragePoint? AbstainBelow(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> correct, double maxRisk, double level = 0.95)
    {
        RiskCoveragePoint? best = null;
        foreach (var point in Curve(confidence, correct, level))
        {
            best = point.Risk.High <= maxRisk ? point : best;
        }

        return best;
    }

    /// <summary>
    /// Band of probabilities in which neither decision is worth its risk and a person should look: between the cut-offs that
    /// the costs of a look, a miss and a false alarm imply.
    /// </summary>
    /// <param name="costMiss">Cost of a miss.</param>
    /// <param name="costFalseAlarm">Cost of a false alarm.</param>
    /// <param name="costLook">Cost of a look by a person, who is taken to be right.</param>
    /// <returns>Low and high end; an empty band (low above high) means that looking never pays. Right for calibrated probabilities only.</returns>
    /// <remarks>Source: Chow 1970.</remarks>
    public static (double Low, double High) AbstainBand(double costMiss, double costFalseAlarm, double costLook)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(costMiss);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(costFalseAlarm);
        ArgumentOutOfRangeException.ThrowIfNegative(costLook);
        return (costLook / costMiss, 1 - (costLook / costFalseAlarm));
    }
}

internal sealed class RiskCoverageStatistic() : Statistic(
    new Descriptor
    {
        Id = "risk_coverage_area",
        Name = "Area under the risk-coverage curve",
        Family = "Calibration",
        Meaning = "How often the model is wrong when it may leave its least sure rows to a person, averaged over how many it leaves.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs = [new Input("confidence", Shape.Numbers, "How sure the model is of each row."), new Input("correct", Shape.Flags, "Whether its decision was right.", SameLengthAs: "confidence")],
        Parameters = [new Parameter("max_risk", "Risk that is acceptable, to state from which confidence on it is proven.", "0.1", 0, 1), CommonParameters.Level],
        EdgeCases = "Undefined on empty input. Equal confidences are one step.",
        Source = "Geifman and El-Yaniv 2017.",
        Example = """{"confidence": [0.99, 0.9, 0.8, 0.7, 0.6, 0.55], "correct": [1, 1, 1, 0, 1, 0]}""",
    },
    inputs =>
    {
        double[] confidence = inputs.Numbers("confidence");
        bool[] correct = inputs.Flags("correct");
        var from = RiskCoverage.AbstainBelow(confidence, correct, inputs.Number("max_risk"), inputs.Number("level"));
        return StatisticResult.Of(
            Bootstrap.Percentile(confidence.Length, w => Weighted(confidence, correct, w), 200, inputs.Number("level")),
            ("confidence_from", from?.Confidence ?? double.NaN), ("coverage_at", from?.Coverage ?? 0));

        static double Weighted(double[] confidence, bool[] correct, ReadOnlySpan<int> weights)
        {
            List<double> c = [];
            List<bool> t = [];
            for (var i = 0; i < confidence.Length; i++)
            {
                for (var w = 0; w < weights[i]; w++)
                {
                    c.Add(confidence[i]);
                    t.Add(correct[i]);
                }
            }

            return RiskCoverage.Area(c.ToArray(), t.ToArray());
        }
    });
