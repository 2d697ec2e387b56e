namespace Rondo.Statistics;

/// <summary>How far apart groups are. Differences are largest minus smallest; ratios smallest over largest.</summary>
/// <param name="DemographicParityDifference">Difference of selection rates; 0 is equal.</param>
/// <param name="DemographicParityRatio">Ratio of selection rates; the four-fifths rule asks for 0.8 (EEOC 1978: a convention, not a truth).</param>
/// <param name="EqualOpportunityDifference">Difference of recalls.</param>
/// <param name="EqualizedOddsDifference">The larger of the differences of recalls and of false positive rates.</param>
/// <param name="EqualizedOddsRatio">The smaller of the ratios of recalls and of false positive rates.</param>
public sealed record Disparity(
    Estimate DemographicParityDifference, Estimate DemographicParityRatio, Estimate EqualOpportunityDifference, Estimate EqualizedOddsDifference, Estimate EqualizedOddsRatio)
{
    /// <summary>Compares groups; values come from the (weighted) rates, intervals from a bootstrap of each group's rows.</summary>
    /// <param name="groups">At least two groups, else every value is undefined.</param>
    /// <param name="skipSmall">True leaves small groups out, whose rates are mostly luck.</param>
    /// <param name="resamples">Bootstrap samples.</param>
    /// <param name="level">Coverage.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <remarks>
    /// The largest of several noisy rates minus the smallest is above 0 even among equal groups, so the lower ends lean
    /// upwards: read them together with the intervals of the groups. Source: Hardt, Price and Srebro 2016; Agarwal et al. 2018.
    /// </remarks>
    public static Disparity Of(IReadOnlyList<GroupRates> groups, bool skipSmall = false, int resamples = 500, double level = 0.95, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(groups);
        GroupRates[] kept = [.. groups.Where(g => !skipSmall || !g.IsSmall)];
        var n = kept.Sum(g => g.Counts.N);
        double[] values = Values([.. kept.Select(g => new Rates(g.SelectionRate.Value, g.Recall.Value, g.FalsePositiveRate.Value))]);
        var draws = new List<double>[values.Length];
        var random = new SeededRandom(seed);
        Span<long> drawn = stackalloc long[4];
        for (var m = 0; m < draws.Length; m++)
        {
            draws[m] = new List<double>(resamples);
        }

        var rates = new Rates[kept.Length];
        for (var r = 0; r < resamples; r++)
        {
            for (var g = 0; g < kept.Length; g++)
            {
                var c = kept[g].Counts;
                Multinomial.Fill([c.Tp, c.Fp, c.Fn, c.Tn], c.N, drawn, random);
                double tp = drawn[0], fp = drawn[1], fn = drawn[2], tn = drawn[3];
                rates[g] = new Rates((tp + fp) / c.N, tp / (tp + fn), fp / (fp + tn));
            }

            var drawnValues = Values(rates);
            for (var m = 0; m < draws.Length; m++)
            {
                if (!double.IsNaN(drawnValues[m]))
                {
                    draws[m].Add(drawnValues[m]);
                }
            }
        }

        Estimate Make(int m)
        {
            draws[m].Sort();
            return Bootstrap.FromDraws(values[m], n, [.. draws[m]], level, "bootstrap");
        }

        return new Disparity(Make(0), Make(1), Make(2), Make(3), Make(4));
    }

    /// <summary>Verdict of the four-fifths rule on the interval: true holds, false fails, null is not shown either way.</summary>
    public bool? FourFifths(double limit = 0.8) =>
        DemographicParityRatio.Low >= limit ? true : DemographicParityRatio.High < limit ? false : null;

    private static double[] Values(Rates[] groups)
    {
        if (groups.Length < 2)
        {
            return [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN];
        }

        var (selectionGap, selectionRatio) = Spread(groups, g => g.Selection);
        var (recallGap, recallRatio) = Spread(groups, g => g.Recall);
        var (falseGap, falseRatio) = Spread(groups, g => g.FalsePositive);
        return [selectionGap, selectionRatio, recallGap, Math.Max(recallGap, falseGap), Math.Min(recallRatio, falseRatio)];
    }

    // Groups whose rate is undefined (no positives, say) say nothing about it.
    private static (double Gap, double Ratio) Spread(Rates[] groups, Func<Rates, double> rate)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var group in groups)
        {
            if (!double.IsNaN(rate(group)))
            {
                low = Math.Min(low, rate(group));
                high = Math.Max(high, rate(group));
            }
        }

        return high < low ? (double.NaN, double.NaN) : (high - low, high == 0 ? 1 : low / high);
    }

    private readonly record struct Rates(double Selection, double Recall, double FalsePositive);
}

internal sealed class DisparityStatistic() : Statistic(
    new Descriptor
    {
        Id = "disparity",
        Name = "Disparity between groups",
        Family = "Fairness",
        Meaning = "How differently groups are treated: the gap between the groups with the highest and the lowest rate.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs =
        [
            new Input("decisions", Shape.Flags, "What was decided."),
            new Input("truth", Shape.Flags, "What came true.", SameLengthAs: "decisions"),
            new Input("groups", Shape.Labels, "Group of each row.", SameLengthAs: "decisions", MayMiss: true),
        ],
        Parameters =
        [
            new Parameter("measure", "Which gap.", "demographic_parity_difference", Choices: ["demographic_parity_difference", "demographic_parity_ratio", "equal_opportunity_difference", "equalized_odds_difference", "equalized_odds_ratio"]),
            new Parameter("small_below", "Groups with fewer rows are left out.", "0", 0, 1e9),
            CommonParameters.Level, CommonParameters.Resamples(500), CommonParameters.Seed,
        ],
        EdgeCases = "Undefined with fewer than two groups. A group without positives says nothing about recall.",
        Source = "Hardt, Price and Srebro 2016; Agarwal et al. 2018.",
        Example = """{"decisions": [1, 0, 1, 1, 0, 0, 1, 0], "truth": [1, 0, 1, 0, 0, 1, 1, 0], "groups": ["a", "a", "a", "a", "b", "b", "b", "b"]}""",
    },
    inputs =>
    {
        var groups = GroupMetrics.Of(inputs.Flags("decisions"), inputs.Flags("truth"), inputs.Labels("groups"), smallBelow: inputs.Integer("small_below"));
        var all = Disparity.Of(groups, skipSmall: true, inputs.Integer("resamples"), inputs.Number("level"), inputs.ReadSeed());
        return StatisticResult.Of(inputs.Choice("measure") switch
        {
            "demographic_parity_ratio" => all.DemographicParityRatio,
            "equal_opportunity_difference" => all.EqualOpportunityDifference,
            "equalized_odds_difference" => all.EqualizedOddsDifference,
            "equalized_odds_ratio" => all.EqualizedOddsRatio,
            _ => all.DemographicParityDifference,
        });
    });
