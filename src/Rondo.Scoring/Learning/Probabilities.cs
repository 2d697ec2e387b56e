namespace Rondo.Engines.Learning;

/// <summary>From scores to probabilities, without overflow.</summary>
public static class Probabilities
{
    /// <summary>Outputs a model needs: one log-odds for two classes, one score a class for more.</summary>
    public static int Outputs(int classes) => classes == 2 ? 1 : classes;

    /// <summary>Log-odds of a probability; those within a thousand-millionth of 0 and 1 count as that far away, so that they stay finite.</summary>
    public static double LogOdds(double probability)
    {
        var p = Math.Clamp(probability, 1e-9, 1 - 1e-9);
        return Math.Log(p / (1 - p));
    }

    /// <summary>Probability of log-odds.</summary>
    public static double Sigmoid(double logOdds) => logOdds >= 0 ? 1 / (1 + Math.Exp(-logOdds)) : Math.Exp(logOdds) / (1 + Math.Exp(logOdds));

    /// <summary>Both classes from the log-odds of the second.</summary>
    /// <param name="logOdds">Log-odds.</param>
    /// <param name="probabilities">Two slots.</param>
    public static void FromLogOdds(double logOdds, Span<double> probabilities)
    {
        probabilities[1] = Sigmoid(logOdds);
        probabilities[0] = Sigmoid(-logOdds);
    }

    /// <summary>In place: scores become probabilities that sum to 1.</summary>
    public static void Softmax(Span<double> scores)
    {
        var largest = double.NegativeInfinity;
        foreach (var score in scores)
        {
            largest = Math.Max(largest, score);
        }

        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Math.Exp(scores[i] - largest);
            sum += scores[i];
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }
    }

    /// <summary>Index of the largest; the first among equals.</summary>
    public static int Largest(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
