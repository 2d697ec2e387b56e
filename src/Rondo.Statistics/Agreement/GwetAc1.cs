namespace Rondo.Statistics;

/// <summary>
/// Gwet's AC1, and AC2 with weights: agreement beyond chance that stays meaningful where one class is very common, where
/// kappa and alpha collapse.
/// </summary>
/// <remarks>Source: Gwet 2008; Gwet 2014, Handbook of Inter-Rater Reliability, chapters 4 and 5.</remarks>
public static class GwetAc1
{
    /// <summary>AC1 (identity weights) or AC2 with a bootstrap interval over items.</summary>
    /// <param name="table">Ratings. Items with one label count towards the class shares, not towards agreement.</param>
    /// <param name="weights">How bad a near miss is.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <param name="resamples">Bootstrap samples; 0 gives no interval.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Undefined where no item has two labels or there are fewer than two categories.</returns>
    public static Estimate Of(RatingTable table, KappaWeights weights = KappaWeights.Identity, double level = 0.95, int resamples = 1000, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        Check.Level(level);
        var patterns = RatingPatterns.Of(table);
        int k = table.Categories.Count, singles = 0;
        var ofSingles = new double[k];
        for (var i = 0; i < table.Items; i++)
        {
            if (table.CodesOf(i) is [var only])
            {
                ofSingles[only]++;
                singles++;
            }
        }

        double[] values = [.. table.CategoryValues];
        var w = AgreementWeights.Of(weights, k, values);
        return patterns.Bootstrapped(draw => Value(patterns, draw, w, k, ofSingles, singles), resamples, level, seed);
    }

    private static double Value(RatingPatterns patterns, ReadOnlySpan<long> items, double[] w, int k, double[] ofSingles, int singles)
    {
        if (k < 2)
        {
            return double.NaN;
        }

        var shares = (double[])ofSingles.Clone();
        double observed = 0, total = 0;
        for (var p = 0; p < patterns.Count; p++)
        {
            double m = patterns.Labels[p], agreement = 0;
            int[] codes = patterns.Codes[p], counts = patterns.Counts[p];
            for (var c = 0; c < codes.Length; c++)
            {
                double credit = 0;
                for (var d = 0; d < codes.Length; d++)
                {
                    credit += w[(codes[c] * k) + codes[d]] * counts[d];
                }

                agreement += counts[c] * (credit - 1);
                shares[codes[c]] += items[p] * counts[c] / m;
            }

            observed += items[p] * agreement / (m * (m - 1));
            total += items[p];
        }

        double chance = 0, weightSum = w.Sum();
        foreach (var share in shares)
        {
            var s = share / (total + singles);
            chance += s * (1 - s);
        }

        chance *= weightSum / (k * (k - 1.0));
        return (observed / total - chance) / (1 - chance);
    }
}

internal sealed class GwetAc1Statistic() : Statistic(
    new Descriptor
    {
        Id = "gwet_ac1",
        Name = "Gwet's AC1",
        Family = "Agreement",
        Meaning = "How far annotators agree beyond chance, also where nearly all items belong to one class.",
        Unit = "none",
        Range = (-1, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = AgreementInputs.Labels,
        Parameters = [AgreementInputs.Weights, CommonParameters.Level, CommonParameters.Resamples(1000), CommonParameters.Seed],
        EdgeCases = "Undefined where no item has two labels or only one category was ever given.",
        Source = "Gwet 2008 (AC1); Gwet 2014 (AC2, with linear or quadratic weights).",
        Example = AgreementInputs.Example,
    },
    inputs => StatisticResult.Of(GwetAc1.Of(
        RatingTable.FromRows(inputs.LabelRows("labels")), inputs.ReadWeights(), inputs.Number("level"), inputs.Integer("resamples"), inputs.ReadSeed())));
