namespace Rondo.Statistics;

/// <summary>What one column alone says about a yes/no target, as an area under the ROC curve; 0.5 is nothing.</summary>
public static class UnivariateSignal
{
    // Rows of the overall rate that are mixed into each category's own, so that a category of two rows promises little.
    private const double PriorRows = 5;

    // A quantile needs more draws than a spread; with many categories each draw costs more, and a spread is enough.
    private const int FewCategories = 64;
    private const int DrawsForFew = 1_000;
    private const int DrawsForMany = 200;

    /// <summary>A number against the target; below 0.5 means that small values go with positives. Missing values are left out.</summary>
    /// <param name="values">One number per row; NaN is missing.</param>
    /// <param name="truth">The target.</param>
    /// <param name="level">Coverage of DeLong's interval.</param>
    public static Estimate Auc(ReadOnlySpan<double> values, ReadOnlySpan<bool> truth, double level = 0.95)
    {
        Check.SameLength(values.Length, truth.Length);
        if (!Check.HasNaN(values))
        {
            return RocAuc.DeLong(values, truth, level);
        }

        List<double> kept = [];
        List<bool> outcome = [];
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                kept.Add(values[i]);
                outcome.Add(truth[i]);
            }
        }

        return RocAuc.DeLong([.. kept], [.. outcome], level);
    }

    /// <summary>A category against the target; missing is a category of its own.</summary>
    /// <param name="categories">One name per row; null is missing.</param>
    /// <param name="truth">The target.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static Estimate Auc(IReadOnlyList<string?> categories, ReadOnlySpan<bool> truth, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(categories);
        var index = new NameIndex();
        return Auc([.. categories.Select(c => index.Of(c ?? CategoryCounts.Missing))], truth, level);
    }

    /// <summary>A category, given as codes, against the target; negative codes are one category.</summary>
    /// <remarks>
    /// Each positive is compared with each negative by the target rates of their categories, computed without the two rows
    /// themselves; two rows of one category tie. Leaving the pair out makes the expected area exactly 0.5 for noise, however
    /// many categories there are, where in-sample rates promise signal that is not there and leaving one row out punishes it.
    /// Near one half the interval is at least as wide as what luck adds to the same area under a target drawn at random.
    /// </remarks>
    /// <param name="codes">One code per row.</param>
    /// <param name="truth">The target.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static Estimate Auc(ReadOnlySpan<int> codes, ReadOnlySpan<bool> truth, double level = 0.95)
    {
        Check.SameLength(codes.Length, truth.Length);
        Check.Level(level);
        var k = 1;
        foreach (var code in codes)
        {
            k = Math.Max(k, code + 2);
        }

        long[] rows = new long[k], positives = new long[k];
        for (var i = 0; i < codes.Length; i++)
        {
            var c = Math.Max(-1, codes[i]) + 1;
            rows[c]++;
            positives[c] += truth[i] ? 1 : 0;
        }

        long n = codes.Length, total = positives.Sum();
        if (total == 0 || total == n)
        {
            return Estimate.Undefined(n, "leave_pair_out");
        }

        var (auc, se) = LeavePairOut(rows, positives);
        var random = new SeededRandom(1);
        var drawn = new long[k];
        double squares = 0;
        var lucky = new double[k <= FewCategories ? DrawsForFew : DrawsForMany];
        for (var d = 0; d < lucky.Length; d++)
        {
            for (var c = 0; c < k; c++)
            {
                drawn[c] = Multinomial.Binomial(rows[c], (double)total / n, random);
            }

            var (of, _) = LeavePairOut(rows, drawn);
            // Where rates tie, leaving a pair out turns their order round, and the area falls far below one half. An area above
            // one half has to withstand only what luck adds.
            squares += double.IsNaN(of) ? 0 : (of - 0.5) * (of - 0.5);
            lucky[d] = double.IsNaN(of) ? 0 : of - 0.5;
        }

        // The null spread belongs to an area of one half; towards a perfect area only the sampling error is left, and there
        // the exact bound of a share of all of the rarer class keeps it from vanishing.
        var nearNull = 1 - Math.Pow((2 * auc) - 1, 2);
        var exact = (1 - nearNull) * (1 - Math.Pow((1 - level) / 2, 1.0 / Math.Min(total, n - total)));
        var z = Distributions.Z(level);
        Array.Sort(lucky);
        var up = Math.Max(z * (se + (Math.Max(0, Math.Sqrt(squares / lucky.Length) - se) * nearNull)), exact);
        var luck = lucky[Math.Min(lucky.Length - 1, (int)Math.Ceiling(lucky.Length * (1 + level) / 2) - 1)];
        var down = k <= FewCategories ? Math.Max(Math.Max(z * se, luck * nearNull), exact) : up;

        // Where luck is ruled out, what it does below one half has nothing to say about how far up the area may lie.
        up = auc - down > 0.5 ? Math.Max(z * se, exact) : up;
        return new Estimate(auc, n, Math.Max(0, auc - down), Math.Min(1, auc + up), level, "leave_pair_out");
    }

    private static (double Auc, double Se) LeavePairOut(long[] rows, long[] positives)
    {
        double n = rows.Sum(), p = positives.Sum(), q = n - p;
        if (p == 0 || q == 0)
        {
            return (double.NaN, double.NaN);
        }

        var k = rows.Length;
        var prior = n > 2 ? (p - 1) / (n - 2) : 0.5;
        double[] ofPositive = new double[k], ofNegative = new double[k];
        for (var c = 0; c < k; c++)
        {
            ofPositive[c] = (positives[c] - 1 + (PriorRows * prior)) / (rows[c] - 1 + PriorRows);
            ofNegative[c] = (positives[c] + (PriorRows * prior)) / (rows[c] - 1 + PriorRows);
        }

        var byNegative = Enumerable.Range(0, k).Where(c => rows[c] > positives[c]).OrderBy(c => ofNegative[c]).ToArray();
        double[] keys = [.. byNegative.Select(c => ofNegative[c])];
        var cumulative = new double[keys.Length + 1];
        for (var i = 0; i < keys.Length; i++)
        {
            cumulative[i + 1] = cumulative[i] + rows[byNegative[i]] - positives[byNegative[i]];
        }

        double wins = 0, winsSquared = 0;
        foreach (var c in Enumerable.Range(0, k).Where(c => positives[c] > 0))
        {
            var below = SortedColumn.CountBelow(keys, ofPositive[c] - 1e-12);
            var upTo = SortedColumn.CountBelow(keys, ofPositive[c] + 1e-12);
            // Of one's own category no negative lies below, because its rate keeps the positive that this one leaves out.
            var placement = (cumulative[below] + (0.5 * (cumulative[upTo] - cumulative[below])) + (0.5 * (rows[c] - positives[c]))) / q;
            wins += positives[c] * placement;
            winsSquared += positives[c] * placement * placement;
        }

        var auc = wins / p;
        // The spread of the placements of positives stands for both classes; the null spread covers the rest.
        var variance = Math.Max(0, (winsSquared / p) - (auc * auc)) * ((1 / p) + (1 / q));
        return (auc, Math.Sqrt(variance));
    }
}

internal sealed class UnivariateSignalStatistic() : Statistic(
    new Descriptor
    {
        Id = "univariate_auc",
        Name = "Signal of a number",
        Family = "Signal",
        Meaning = "How well this one number alone separates yes from no: 0.5 is not at all, 0 and 1 are perfectly.",
        Unit = "probability",
        Range = (0, 1),
        Inputs = [new Input("values", Shape.Numbers, "The column.", MayMiss: true), new Input("target", Shape.Flags, "What is to be predicted.", SameLengthAs: "values")],
        Parameters = [CommonParameters.Level],
        MinimumSample = 2,
        EdgeCases = "Missing values are left out; undefined where one class is left. A constant column gives 0.5.",
        Source = "Hanley and McNeil 1982; DeLong, DeLong and Clarke-Pearson 1988.",
        Example = """{"values": [1, 2, 3, 4, 5, 6, 7, 8], "target": [0, 0, 1, 0, 1, 0, 1, 1]}""",
    },
    inputs => StatisticResult.Of(UnivariateSignal.Auc(inputs.Numbers("values"), inputs.Flags("target"), inputs.Number("level"))));

internal sealed class CategorySignalStatistic() : Statistic(
    new Descriptor
    {
        Id = "category_auc",
        Name = "Signal of a category",
        Family = "Signal",
        Meaning = "How well this one category alone separates yes from no on rows that it has not seen: 0.5 is not at all.",
        Unit = "probability",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = [new Input("values", Shape.Labels, "The column.", MayMiss: true), new Input("target", Shape.Flags, "What is to be predicted.", SameLengthAs: "values")],
        Parameters = [CommonParameters.Level],
        MinimumSample = 2,
        EdgeCases = "Missing is a category of its own; undefined where the target holds one class. A constant column gives 0.5.",
        Source = "Leave-pair-out cross-validation: Airola et al. 2011.",
        Example = """{"values": ["a", "a", "a", "a", "b", "b", "b", "b"], "target": [0, 0, 0, 1, 1, 1, 1, 0]}""",
    },
    inputs => StatisticResult.Of(UnivariateSignal.Auc(inputs.Labels("values"), inputs.Flags("target"), inputs.Number("level"))));
