using Rondo.Contracts;

namespace Rondo.Web.Components;

/// <summary>What a threshold means for 1,000 cases. Derived from counts on held-out rows.</summary>
/// <param name="Counts">Counts.</param>
/// <param name="CostMiss">Cost of a miss.</param>
/// <param name="CostFalseAlarm">Cost of a false alarm.</param>
public sealed record BoardPoint(Confusion Counts, double CostMiss, double CostFalseAlarm)
{
    private double Factor => 1000.0 / Math.Max(1, Counts.Tp + Counts.Fp + Counts.Fn + Counts.Tn);

    /// <summary>Missed per 1,000.</summary>
    public double Misses => Counts.Fn * Factor;

    /// <summary>False alarms per 1,000.</summary>
    public double FalseAlarms => Counts.Fp * Factor;

    /// <summary>Alarms per 1,000: what somebody has to act on.</summary>
    public double Workload => (Counts.Tp + Counts.Fp) * Factor;

    /// <summary>Cost of misses and false alarms per 1,000.</summary>
    public double Money => (Misses * CostMiss) + (FalseAlarms * CostFalseAlarm);

    /// <summary>Recall with Wilson's interval.</summary>
    public Estimate Recall => Wilson(Counts.Tp, Counts.Tp + Counts.Fn);

    /// <summary>Precision with Wilson's interval.</summary>
    public Estimate Precision => Wilson(Counts.Tp, Counts.Tp + Counts.Fp);

    /// <summary>
    /// Wilson's score interval at 95 %. The board moves under a finger, so it is computed here from the counts that
    /// came with the evaluation instead of asking the server for each position. Source: Wilson (1927), JASA 22, 209.
    /// </summary>
    public static Estimate Wilson(int hits, int n)
    {
        if (n == 0)
        {
            return new Estimate { N = 0, Method = "wilson" };
        }

        const double Z = 1.959963984540054;
        var share = (double)hits / n;
        var middle = (share + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4.0 * n * n)));
        return new Estimate { Value = share, N = n, Low = Math.Max(0, middle - half), High = Math.Min(1, middle + half), Method = "wilson" };
    }
}
