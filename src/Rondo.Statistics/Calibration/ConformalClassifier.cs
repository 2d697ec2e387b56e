namespace Rondo.Statistics;

/// <summary>How prediction sets are made.</summary>
public enum ConformalMethod
{
    /// <summary>LAC: classes whose probability is high enough. Smallest sets; hard rows may get an empty one.</summary>
    Lac,

    /// <summary>APS: the most probable classes until enough probability is covered. Adapts the size of the set to the row.</summary>
    Aps,

    /// <summary>LAC with a threshold for each class, so that every class is covered as often as promised.</summary>
    ClassConditional,
}

/// <summary>
/// Split conformal prediction: sets of classes that hold the true one with a stated probability, whatever the model and the
/// distribution, as long as new rows come like the calibration rows.
/// </summary>
/// <remarks>Source: Vovk, Gammerman and Shafer 2005; Sadinle, Lei and Wasserman 2019 (LAC); Romano, Sesia and Candes 2020 (APS).</remarks>
public sealed class ConformalClassifier
{
    private readonly ConformalMethod _method;
    private readonly double[] _limits;

    private ConformalClassifier(ConformalMethod method, double[] limits)
    {
        _method = method;
        _limits = limits;
    }

    /// <summary>Calibrates.</summary>
    /// <param name="probabilities">One row of class probabilities per calibration row, from a model that did not see it.</param>
    /// <param name="labels">True class of each.</param>
    /// <param name="coverage">Probability that a set holds the true class, in (0, 1).</param>
    /// <param name="method">How sets are made.</param>
    public static ConformalClassifier Fit(IReadOnlyList<double[]> probabilities, ReadOnlySpan<int> labels, double coverage = 0.9, ConformalMethod method = ConformalMethod.Lac)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        Check.SameLength(probabilities.Count, labels.Length);
        Check.Level(coverage);
        var k = probabilities.Count == 0 ? 0 : probabilities[0].Length;
        var byClass = method == ConformalMethod.ClassConditional;
        List<double>[] scores = [.. Enumerable.Range(0, byClass ? k : 1).Select(_ => new List<double>())];
        for (var i = 0; i < labels.Length; i++)
        {
            scores[byClass ? labels[i] : 0].Add(Score(probabilities[i], labels[i], method));
        }

        return new ConformalClassifier(method, [.. scores.Select(s => ConformalQuantile.Of([.. s], coverage))]);
    }

    /// <summary>Classes that the set of a row holds, most probable first.</summary>
    public int[] PredictSet(double[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return [.. Enumerable.Range(0, probabilities.Length)
            .Where(c => Score(probabilities, c, _method) <= _limits[_method == ConformalMethod.ClassConditional ? c : 0])
            .OrderByDescending(c => probabilities[c])];
    }

    private static double Score(double[] probabilities, int c, ConformalMethod method)
    {
        if (method != ConformalMethod.Aps)
        {
            return 1 - probabilities[c];
        }

        // Probability of all classes that are at least as probable, the class itself included.
        double sum = 0;
        for (var d = 0; d < probabilities.Length; d++)
        {
            sum += probabilities[d] > probabilities[c] || (probabilities[d] == probabilities[c] && d <= c) ? probabilities[d] : 0;
        }

        return sum;
    }
}

/// <summary>The finite-sample quantile of split conformal prediction.</summary>
internal static class ConformalQuantile
{
    /// <summary>The ceil((n + 1) coverage)-th smallest score; infinite where n is too small for the coverage.</summary>
    internal static double Of(double[] scores, double coverage)
    {
        Array.Sort(scores);
        var rank = (int)Math.Ceiling(((scores.Length + 1) * coverage) - 1e-9);
        return rank > scores.Length ? double.PositiveInfinity : scores[Math.Max(1, rank) - 1];
    }
}

internal sealed class ConformalStatistic() : Statistic(
    new Descriptor
    {
        Id = "conformal_threshold",
        Name = "Conformal threshold",
        Family = "Calibration",
        Meaning = "The probability from which on a class belongs into the set of answers that holds the true one as often as promised.",
        Unit = "probability",
        Range = (0, 1),
        Inputs =
        [
            new Input("true_probabilities", Shape.Numbers, "Probability that the model gave to the true class of each calibration row.", Low: 0, High: 1),
        ],
        Parameters = [new Parameter("coverage", "How often the set must hold the true class.", "0.9", 0.5, 0.999)],
        EdgeCases = "Undefined on empty input; 0 (all classes) where there are too few rows for the coverage.",
        Source = "Sadinle, Lei and Wasserman 2019.",
        Example = """{"true_probabilities": [0.9, 0.8, 0.95, 0.6, 0.7, 0.85, 0.5, 0.99, 0.75, 0.65]}""",
    },
    inputs =>
    {
        double[] scores = [.. inputs.Numbers("true_probabilities").Select(p => 1 - p)];
        var limit = ConformalQuantile.Of(scores, inputs.Number("coverage"));
        return StatisticResult.Of(new Estimate(Math.Max(0, 1 - limit), scores.Length, double.NaN, double.NaN, inputs.Number("coverage"), "split_conformal"));
    });
