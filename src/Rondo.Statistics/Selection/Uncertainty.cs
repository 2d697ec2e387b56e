namespace Rondo.Statistics;

/// <summary>How unsure a model is of a row: the higher, the more a label would teach it.</summary>
/// <remarks>Source: Settles 2009, "Active learning literature survey".</remarks>
public static class Uncertainty
{
    /// <summary>Entropy of the class probabilities, in nats.</summary>
    public static double Entropy(ReadOnlySpan<double> probabilities) => LabelEntropy.Of(probabilities);

    /// <summary>1 minus the lead of the most probable class over the next; 1 is a tie. NaN for fewer than two classes.</summary>
    public static double Margin(ReadOnlySpan<double> probabilities)
    {
        double first = double.NegativeInfinity, second = double.NegativeInfinity;
        foreach (var p in probabilities)
        {
            (first, second) = p > first ? (p, first) : (first, Math.Max(second, p));
        }

        return probabilities.Length < 2 ? double.NaN : 1 - (first - second);
    }

    /// <summary>1 minus the probability of the most probable class. NaN on no classes.</summary>
    public static double LeastConfidence(ReadOnlySpan<double> probabilities)
    {
        var most = double.NegativeInfinity;
        foreach (var p in probabilities)
        {
            most = Math.Max(most, p);
        }

        return probabilities.IsEmpty ? double.NaN : 1 - most;
    }

    /// <summary>
    /// Disagreement of a committee: entropy of its mean minus the mean of its entropies (BALD). Unlike plain entropy it is
    /// low where all members agree that the row is a toss-up, which no label can change.
    /// </summary>
    /// <param name="members">Class probabilities of each member.</param>
    /// <remarks>Source: Houlsby et al. 2011.</remarks>
    public static double Committee(IReadOnlyList<double[]> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0)
        {
            return double.NaN;
        }

        var mean = new double[members[0].Length];
        double within = 0;
        foreach (var member in members)
        {
            within += LabelEntropy.Of(member) / members.Count;
            for (var c = 0; c < mean.Length; c++)
            {
                mean[c] += member[c] / members.Count;
            }
        }

        return Math.Max(0, LabelEntropy.Of(mean) - within);
    }
}

internal sealed class UncertaintyStatistic() : Statistic(
    new Descriptor
    {
        Id = "uncertainty",
        Name = "Uncertainty of rows",
        Family = "Selection",
        Meaning = "How unsure the model is of each row, to choose which rows to label next.",
        Unit = "none",
        Range = (0, double.PositiveInfinity),
        Inputs = [new Input("probabilities", Shape.NumberRows, "Class probabilities of each row.", Low: 0, High: 1)],
        Parameters = [new Parameter("measure", "entropy looks at all classes, margin at the best two, least_confidence at the best.", "margin", Choices: ["entropy", "margin", "least_confidence"])],
        EdgeCases = "Undefined on empty input, for one class, and where a row of probabilities sums to 0.",
        Source = "Settles 2009.",
        Example = """{"probabilities": [[0.9, 0.1], [0.55, 0.45], [0.7, 0.3]]}""",
    },
    inputs =>
    {
        Func<double[], double> measure = inputs.Choice("measure") switch
        {
            "entropy" => p => Uncertainty.Entropy(p),
            "least_confidence" => p => Uncertainty.LeastConfidence(p),
            _ => p => Uncertainty.Margin(p),
        };
        double[] values = [.. inputs.NumberRows("probabilities").Select(measure)];
        return StatisticResult.Of(Bootstrap.Mean(values, 200)) with { Lists = new Dictionary<string, double[]> { ["values"] = values } };
    });
