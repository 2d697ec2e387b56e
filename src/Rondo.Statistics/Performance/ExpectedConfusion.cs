namespace Rondo.Statistics;

/// <summary>The four cells of a yes/no decision as expected counts: each row counts with the probability of each outcome.</summary>
/// <param name="Tp">Expected true positives.</param>
/// <param name="Fp">Expected false positives.</param>
/// <param name="Fn">Expected misses.</param>
/// <param name="Tn">Expected true negatives.</param>
public readonly record struct ExpectedConfusion(double Tp, double Fp, double Fn, double Tn)
{
    /// <summary>All rows.</summary>
    public double N => Tp + Fp + Fn + Tn;

    /// <summary>Share of right decisions.</summary>
    public double Accuracy => (Tp + Tn) / N;

    /// <summary>Share of alarms that are right; NaN without alarms.</summary>
    public double Precision => Tp / (Tp + Fp);

    /// <summary>Share of positives that are found; NaN without positives.</summary>
    public double Recall => Tp / (Tp + Fn);

    /// <summary>Share of negatives that are left alone; NaN without negatives.</summary>
    public double Specificity => Tn / (Tn + Fp);

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1 => 2 * Tp / ((2 * Tp) + Fp + Fn);

    /// <summary>Value per row, where each cell has a value.</summary>
    public double ValuePerRow(double tp, double fp, double fn, double tn) => ((Tp * tp) + (Fp * fp) + (Fn * fn) + (Tn * tn)) / N;
}
