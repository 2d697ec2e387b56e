using System.Globalization;
using Rondo.Contracts;
using Rondo.Statistics;

namespace Rondo.Modeling.Comparisons;

/// <summary>Two models on the same rows, pair by pair: the same cases, two answers.</summary>
/// <param name="Delong">Challenger minus champion in ROC-AUC, DeLong's paired test.</param>
/// <param name="Lost">Rows that only the champion has right.</param>
/// <param name="Won">Rows that only the challenger has right.</param>
/// <param name="Rows">Rows.</param>
internal sealed record PairedComparison(PairedDifference Delong, long Lost, long Won, int Rows)
{
    private const double Alpha = 0.05;

    public static PairedComparison Of(double[] champion, bool[] said, double[] challenger, bool[] says, bool[] truth) =>
        new(PairedAuc.DeLong(champion, challenger, truth), Statistics.NegativeFlips.Count(said, says, truth), Statistics.NegativeFlips.Count(says, said, truth), truth.Length);

    /// <summary><c>better</c>, <c>worse</c> or <c>no_difference_shown</c>: the difference counts once chance hardly makes it.</summary>
    public string Verdict => !(Delong.P < Alpha) ? "no_difference_shown" : Delong.Difference.Value > 0 ? "better" : "worse";

    /// <summary>McNemar's exact p; NaN where no row tells them apart.</summary>
    public double McnemarP => Lost + Won == 0 ? double.NaN : McNemar.Exact(Lost, Won);

    /// <summary>Share of rows that the champion had right and the challenger has wrong.</summary>
    public Statistics.Estimate NegativeFlips => Proportion.Wilson(Lost, Rows);

    /// <summary>Share of rows that the champion had wrong and the challenger has right.</summary>
    public Statistics.Estimate PositiveFlips => Proportion.Wilson(Won, Rows);

    /// <summary>Verdict and difference in words.</summary>
    public string Words
    {
        get
        {
            var head = Verdict switch
            {
                "better" => "The challenger separates better",
                "worse" => "The challenger separates worse",
                _ => "No difference is shown",
            };
            var difference = Delong.Difference;
            return difference.IsDefined
                ? string.Create(CultureInfo.InvariantCulture, $"{head}: ROC-AUC {difference.Value * 100:+0.0;-0.0;0.0} points ({difference.Low * 100:+0.0;-0.0;0.0} to {difference.High * 100:+0.0;-0.0;0.0}) on {Plural.Of(Rows, "row")}.")
                : $"{head} on {Plural.Of(Rows, "row")}: the outcome is the same in all of them.";
        }
    }
}
