namespace Rondo.Statistics;

/// <summary>Rows to develop a yes/no prediction model, by each of Riley's criteria.</summary>
/// <param name="OverallRisk">Enough to state the overall risk within a margin.</param>
/// <param name="Shrinkage">Enough that predictions need little shrinkage.</param>
/// <param name="Optimism">Enough that the apparent fit is barely too good.</param>
public readonly record struct RileySampleSize(long OverallRisk, long Shrinkage, long Optimism)
{
    /// <summary>Rows needed: the largest of the three.</summary>
    public long Rows => Math.Max(OverallRisk, Math.Max(Shrinkage, Optimism));

    /// <summary>Computes the criteria.</summary>
    /// <param name="parameters">Candidate parameters of the model (one per number, one less than levels per category).</param>
    /// <param name="prevalence">Share of positives, in (0, 1).</param>
    /// <param name="coxSnell">Expected Cox-Snell R-squared; not known: 15 % of its maximum, as the source advises, with <see cref="MaxCoxSnell"/>.</param>
    /// <param name="shrinkage">Wanted shrinkage factor.</param>
    /// <param name="margin">Margin of the overall risk.</param>
    /// <remarks>Source: Riley et al. 2019 and 2020, "Calculating the sample size required for developing a clinical prediction model".</remarks>
    public static RileySampleSize Of(int parameters, double prevalence, double? coxSnell = null, double shrinkage = 0.9, double margin = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        if (!(prevalence > 0 && prevalence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(prevalence), prevalence, "A prevalence lies between 0 and 1.");
        }

        double most = MaxCoxSnell(prevalence), r2 = coxSnell ?? (0.15 * most), optimism = r2 / (r2 + (0.05 * most));
        return new RileySampleSize(
            SampleSize.Ceiling(Math.Pow(1.96 / margin, 2) * prevalence * (1 - prevalence)),
            SampleSize.Ceiling(parameters / ((shrinkage - 1) * Math.Log(1 - (r2 / shrinkage)))),
            SampleSize.Ceiling(parameters / ((optimism - 1) * Math.Log(1 - (r2 / optimism)))));
    }

    /// <summary>Largest possible Cox-Snell R-squared at a prevalence.</summary>
    public static double MaxCoxSnell(double prevalence) =>
        1 - Math.Exp(2 * ((prevalence * Math.Log(prevalence)) + ((1 - prevalence) * Math.Log(1 - prevalence))));
}
