namespace Rondo.Statistics;

/// <summary>The four cells of a yes/no decision, and the measures that are made of them.</summary>
/// <param name="Tp">Found: decided yes, truly yes.</param>
/// <param name="Fp">False alarms: decided yes, truly no.</param>
/// <param name="Fn">Misses: decided no, truly yes.</param>
/// <param name="Tn">Rightly left alone: decided no, truly no.</param>
public readonly record struct ConfusionCounts(long Tp, long Fp, long Fn, long Tn)
{
    /// <summary>All rows.</summary>
    public long N => Tp + Fp + Fn + Tn;

    /// <summary>Truly positive rows.</summary>
    public long Positives => Tp + Fn;

    /// <summary>Truly negative rows.</summary>
    public long Negatives => Fp + Tn;

    /// <summary>Rows decided positive: the workload.</summary>
    public long Selected => Tp + Fp;

    /// <summary>Counts at a threshold; a score at or above it is positive, and a NaN score is negative.</summary>
    public static ConfusionCounts At(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth, double threshold)
    {
        Check.SameLength(scores.Length, truth.Length);
        long tp = 0, selected = 0, positives = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var decided = scores[i] >= threshold ? 1 : 0;
            var actual = truth[i] ? 1 : 0;
            tp += decided & actual;
            selected += decided;
            positives += actual;
        }

        return new ConfusionCounts(tp, selected - tp, positives - tp, scores.Length - selected - positives + tp);
    }

    /// <summary>Counts of decisions against truth.</summary>
    public static ConfusionCounts Of(ReadOnlySpan<bool> decisions, ReadOnlySpan<bool> truth)
    {
        Check.SameLength(decisions.Length, truth.Length);
        long tp = 0, fp = 0, fn = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            tp += decisions[i] && truth[i] ? 1 : 0;
            fp += decisions[i] && !truth[i] ? 1 : 0;
            fn += !decisions[i] && truth[i] ? 1 : 0;
        }

        return new ConfusionCounts(tp, fp, fn, truth.Length - tp - fp - fn);
    }

    /// <summary>Cell by cell sum: the counts of two windows are the counts of both together.</summary>
    public static ConfusionCounts operator +(ConfusionCounts a, ConfusionCounts b) => new(a.Tp + b.Tp, a.Fp + b.Fp, a.Fn + b.Fn, a.Tn + b.Tn);

    /// <summary>Cell by cell sum.</summary>
    public ConfusionCounts Add(ConfusionCounts other) => this + other;

    /// <summary>Share of the true cases that are found; n is their number.</summary>
    public Estimate Recall(double level = 0.95) => Proportion.Wilson(Tp, Positives, level);

    /// <summary>Share of the alarms that are right; n is their number.</summary>
    public Estimate Precision(double level = 0.95) => Proportion.Wilson(Tp, Selected, level);

    /// <summary>Share of the negatives that are left alone; n is their number.</summary>
    public Estimate Specificity(double level = 0.95) => Proportion.Wilson(Tn, Negatives, level);

    /// <summary>Share of the negatives that raise an alarm; n is their number.</summary>
    public Estimate FalsePositiveRate(double level = 0.95) => Proportion.Wilson(Fp, Negatives, level);

    /// <summary>Share of right decisions.</summary>
    public Estimate Accuracy(double level = 0.95) => Proportion.Wilson(Tp + Tn, N, level);

    /// <summary>Share of rows decided positive.</summary>
    public Estimate SelectionRate(double level = 0.95) => Proportion.Wilson(Selected, N, level);

    /// <summary>Harmonic mean of precision and recall; NaN where there is neither a positive nor an alarm.</summary>
    public double F1 => FBeta(1);

    /// <summary>Mean of recall and specificity; NaN where a class is missing.</summary>
    public double BalancedAccuracy => Positives == 0 || Negatives == 0 ? double.NaN : 0.5 * (((double)Tp / Positives) + ((double)Tn / Negatives));

    /// <summary>Matthews correlation coefficient in [-1, 1]; 0 where a row or column of the table is empty, NaN on no rows.</summary>
    public double Mcc
    {
        get
        {
            if (N == 0)
            {
                return double.NaN;
            }

            var product = Math.Sqrt((double)Selected * Positives) * Math.Sqrt((double)Negatives * (Tn + Fn));
            return product == 0 ? 0 : (((double)Tp * Tn) - ((double)Fp * Fn)) / product;
        }
    }

    /// <summary>Weighted harmonic mean: recall counts beta times as much as precision.</summary>
    public double FBeta(double beta)
    {
        var b2 = beta * beta;
        var below = ((1 + b2) * Tp) + (b2 * Fn) + Fp;
        return below == 0 ? double.NaN : (1 + b2) * Tp / below;
    }

    /// <summary>Cost of the errors, in the unit of the two costs.</summary>
    public double Cost(double costMiss, double costFalseAlarm) => (Fn * costMiss) + (Fp * costFalseAlarm);

    /// <summary>Any measure of the four cells with a bootstrap interval over rows (the cells are multinomial).</summary>
    /// <param name="measure">A measure, for example <c>c => c.F1</c>; NaN where undefined.</param>
    /// <param name="resamples">How many draws.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <param name="seed">Seed of the draws.</param>
    public Estimate Bootstrapped(Func<ConfusionCounts, double> measure, int resamples = 1000, double level = 0.95, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var value = N == 0 ? double.NaN : measure(this);
        return double.IsNaN(value)
            ? Estimate.Undefined(N, "bootstrap")
            : Bootstrap.FromDraws(value, N, Multinomial.Draws(this, measure, resamples, seed), level, "bootstrap");
    }
}
