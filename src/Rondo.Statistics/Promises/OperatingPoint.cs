namespace Rondo.Statistics;

/// <summary>What the threshold must achieve, and on how much evidence it will be judged.</summary>
public sealed record OperatingPointRequest
{
    /// <summary>Least recall promised, in (0, 1); null where nothing is promised.</summary>
    public double? Recall { get; init; }

    /// <summary>Least precision promised, in (0, 1); null where nothing is promised.</summary>
    public double? Precision { get; init; }

    /// <summary>Cost of one miss; null where costs are not known. Give both costs or none.</summary>
    public double? CostMiss { get; init; }

    /// <summary>Cost of one false alarm, in the unit of <see cref="CostMiss"/>.</summary>
    public double? CostFalseAlarm { get; init; }

    /// <summary>Positives in the fresh sample on which the promise will be judged; null takes as many as the tuning sample holds.</summary>
    public long? JudgedPositives { get; init; }

    /// <summary>How sure to be that the judgement will go well; a higher value moves the threshold further to the safe side.</summary>
    public double Assurance { get; init; } = 0.9;

    /// <summary>Level of the Wilson bound on which the promise is judged.</summary>
    public double Level { get; init; } = 0.95;
}

/// <summary>A threshold and why it was chosen.</summary>
/// <param name="Threshold">A score at or above it is positive; NaN where none could be chosen.</param>
/// <param name="Reached">True where the wanted assurance is reached.</param>
/// <param name="Assurance">Probability that the promise will be proven on the fresh sample.</param>
/// <param name="Counts">The four cells on the tuning sample.</param>
/// <param name="ExpectedCost">Cost of errors per row of the tuning sample; NaN where costs are not known.</param>
public sealed record OperatingPointChoice(double Threshold, bool Reached, double Assurance, ConfusionCounts Counts, double ExpectedCost);

/// <summary>
/// Chooses a decision threshold on a tuning sample such that the promise will probably be proven, on the bound, on a
/// fresh sample.
/// </summary>
/// <remarks>
/// A threshold that just meets the promise on the tuning sample fails the judgement more often than not, because the
/// judgement looks at a lower bound. The assurance is the beta-binomial predictive probability (uniform prior) that
/// enough of the judged rows are right; with two promises the product is taken, which errs on the safe side because both
/// rise with the true positives. Source: O'Hagan, Stevens and Campbell 2005 (assurance).
/// </remarks>
public static class OperatingPoint
{
    // More candidates than this differ by less than a row in a thousand.
    private const int MaxCandidates = 4096;

    /// <summary>Chooses the threshold: the cheapest (or the most precise, without costs) of those that reach the assurance.</summary>
    /// <param name="scores">Scores of the tuning sample.</param>
    /// <param name="truth">What came true.</param>
    /// <param name="request">Promises, costs and the size of the judgement.</param>
    /// <returns>The choice with the best assurance and <c>Reached = false</c> where none reaches it. Never null; NaN threshold where a class is missing.</returns>
    public static OperatingPointChoice Choose(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, OperatingPointRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var groups = ScoreGroups.Build(scores, truth);
        if (groups is null || groups.Positives == 0 || groups.Count == 0)
        {
            return new OperatingPointChoice(double.NaN, false, 0, default, double.NaN);
        }

        OperatingPointChoice? best = null;
        var step = Math.Max(1, groups.Count / MaxCandidates);
        for (var g = 0; g < groups.Count; g += step)
        {
            var last = Math.Min(g + step, groups.Count) - 1;
            var candidate = Judge(groups, last, request);
            if (best is null || Better(candidate, best))
            {
                best = candidate;
            }
        }

        return best!;
    }

    /// <summary>The probability above which acting is cheaper than not acting: cost of a false alarm over the sum of both costs.</summary>
    /// <param name="costMiss">Cost of one miss, above 0.</param>
    /// <param name="costFalseAlarm">Cost of one false alarm, above 0.</param>
    /// <returns>In (0, 1); 0.0476 for 20 to 1. Right for calibrated probabilities only.</returns>
    /// <remarks>Source: Elkan 2001.</remarks>
    public static double CostOptimalCutOff(double costMiss, double costFalseAlarm)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(costMiss);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(costFalseAlarm);
        return costFalseAlarm / (costFalseAlarm + costMiss);
    }

    /// <summary>Largest recall over all thresholds whose precision is at least a promise, and the threshold used.</summary>
    /// <remarks>Of several thresholds with the same recall the lowest is given.</remarks>
    /// <returns>Recall as a Wilson estimate and its threshold; undefined and NaN where no threshold is precise enough.</returns>
    public static (Estimate Recall, double Threshold) RecallAtPrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, double precision, double level = 0.95)
    {
        var groups = ScoreGroups.Build(scores, truth);
        if (groups is null || groups.Positives == 0)
        {
            return (Estimate.Undefined(scores.Length, "wilson"), double.NaN);
        }

        var best = -1;
        for (var g = 0; g < groups.Count; g++)
        {
            var tp = groups.TruePositives[g];
            if (tp >= precision * (tp + groups.FalsePositives[g]) && tp > 0 && tp >= (best < 0 ? 0 : groups.TruePositives[best]))
            {
                best = g;
            }
        }

        return best < 0
            ? (Estimate.Undefined(groups.Positives, "wilson"), double.NaN)
            : (Proportion.Wilson(groups.TruePositives[best], groups.Positives, level), groups.Score[best]);
    }

    /// <summary>
    /// Probability that a fresh sample of <paramref name="judged"/> rows, of which the tuning sample got
    /// <paramref name="successes"/> of <paramref name="n"/> right, has its Wilson lower bound at or above a promise.
    /// </summary>
    public static double Assurance(long successes, long n, long judged, double promise, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        var needed = SuccessesNeeded(judged, promise, level);
        return needed > judged ? 0 : BetaBinomialTail(needed, judged, successes + 1, n - successes + 1);
    }

    /// <summary>Fewest successes of <paramref name="judged"/> whose Wilson lower bound reaches a promise; judged + 1 where none does.</summary>
    internal static long SuccessesNeeded(long judged, double promise, double level)
    {
        long low = 0, high = judged + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (judged > 0 && Proportion.WilsonLow(middle, judged, level) >= promise)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
                if (low > judged)
                {
                    return judged + 1;
                }
            }
        }

        return low;
    }

    private static OperatingPointChoice Judge(ScoreGroups groups, int g, OperatingPointRequest request)
    {
        long tp = groups.TruePositives[g], fp = groups.FalsePositives[g];
        var counts = new ConfusionCounts(tp, fp, groups.Positives - tp, groups.Negatives - fp);
        var judged = request.JudgedPositives ?? groups.Positives;
        double assurance = 1;
        if (request.Recall is { } recall)
        {
            assurance *= Assurance(tp, groups.Positives, judged, recall, request.Level);
        }

        if (request.Precision is { } precision && assurance > 0)
        {
            var selected = (long)Math.Round((double)judged * (tp + fp) / groups.Positives);
            assurance *= Assurance(tp, tp + fp, selected, precision, request.Level);
        }

        var cost = request is { CostMiss: { } miss, CostFalseAlarm: { } alarm } ? counts.Cost(miss, alarm) / counts.N : double.NaN;
        return new OperatingPointChoice(groups.Score[g], assurance >= request.Assurance, assurance, counts, cost);
    }

    private static bool Better(OperatingPointChoice a, OperatingPointChoice b)
    {
        if (a.Reached != b.Reached)
        {
            return a.Reached;
        }

        if (!a.Reached && a.Assurance != b.Assurance)
        {
            return a.Assurance > b.Assurance;
        }

        if (!double.IsNaN(a.ExpectedCost) && a.ExpectedCost != b.ExpectedCost)
        {
            return a.ExpectedCost < b.ExpectedCost;
        }

        // Products, so that the comparison is exact; equal precision keeps the higher recall.
        var left = (double)a.Counts.Tp * b.Counts.Selected;
        var right = (double)b.Counts.Tp * a.Counts.Selected;
        return left > right || (left == right && a.Counts.Tp > b.Counts.Tp);
    }

    // P(X >= from) for X beta-binomial(n, a, b), summed away from the mean, where the terms only fall.
    private static double BetaBinomialTail(long from, long n, double a, double b)
    {
        if (from <= 0)
        {
            return 1;
        }

        var upper = from > n * a / (a + b);
        var k = upper ? from : from - 1;
        var term = Math.Exp(SpecialFunctions.LogChoose(n, k) + SpecialFunctions.LogBeta(k + a, n - k + b) - SpecialFunctions.LogBeta(a, b));
        double sum = 0;
        while (k >= 0 && k <= n && term > sum * 1e-17)
        {
            sum += term;
            term *= upper
                ? (double)(n - k) / (k + 1) * (k + a) / (n - k - 1 + b)
                : (double)k / (n - k + 1) * (n - k + b) / (k - 1 + a);
            k += upper ? 1 : -1;
        }

        return Math.Clamp(upper ? sum : 1 - sum, 0, 1);
    }
}

internal sealed class OperatingPointStatistic() : Statistic(
    new Descriptor
    {
        Id = "operating_point",
        Name = "Operating point",
        Family = "Promises",
        Meaning = "The score from which to act so that the promise will probably be proven at the least cost.",
        Unit = "score",
        Range = (double.NegativeInfinity, double.PositiveInfinity),
        Inputs = CommonParameters.ScoresAndTruth,
        Parameters =
        [
            new Parameter("recall", "Least recall promised; 0 promises none.", "0", 0, 0.999),
            new Parameter("precision", "Least precision promised; 0 promises none.", "0", 0, 0.999),
            new Parameter("cost_miss", "Cost of a miss; with both costs the cheapest threshold wins, else the most precise.", "0", 0),
            new Parameter("cost_false_alarm", "Cost of a false alarm.", "0", 0),
            new Parameter("judged_positives", "Positives in the sample that will judge the promise; 0 takes as many as here.", "0", 0),
            new Parameter("assurance", "How sure to be that the judgement goes well.", "0.9", 0, 1),
            CommonParameters.Level,
        ],
        MinimumSample = 2,
        EdgeCases = "Undefined without a positive. Where no threshold reaches the assurance the best one is given and reached is 0.",
        Source = "O'Hagan, Stevens and Campbell 2005; Elkan 2001.",
        Example = """{"scores": [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2], "truth": [1, 1, 1, 0, 1, 0, 0, 0], "recall": 0.5, "cost_miss": 200, "cost_false_alarm": 5}""",
    },
    inputs =>
    {
        static double? Some(double x) => x == 0 ? null : x;
        double[] scores = inputs.Numbers("scores");
        var choice = OperatingPoint.Choose(scores, inputs.Flags("truth"), new OperatingPointRequest
        {
            Recall = Some(inputs.Number("recall")),
            Precision = Some(inputs.Number("precision")),
            CostMiss = Some(inputs.Number("cost_miss")),
            CostFalseAlarm = Some(inputs.Number("cost_false_alarm")),
            JudgedPositives = (long?)Some(inputs.Number("judged_positives")),
            Assurance = inputs.Number("assurance"),
            Level = inputs.Number("level"),
        });
        return StatisticResult.Of(
            new Estimate(choice.Threshold, scores.Length, double.NaN, double.NaN, inputs.Number("level"), "assurance"),
            ("reached", choice.Reached ? 1 : 0), ("assurance", choice.Assurance), ("recall", choice.Counts.Recall().Value),
            ("precision", choice.Counts.Precision().Value), ("expected_cost", choice.ExpectedCost));
    });
