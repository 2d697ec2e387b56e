namespace Rondo.Statistics;

/// <summary>What many annotators together say about each item, and how good each of them is.</summary>
public sealed class AggregationResult
{
    private readonly double[] _posteriors;
    private readonly double[] _confusions;

    internal AggregationResult(RatingTable table, double[] posteriors, double[] priors, double[] confusions, double logLikelihood, int iterations)
    {
        _posteriors = posteriors;
        _confusions = confusions;
        Priors = priors;
        LogLikelihood = logLikelihood;
        Iterations = iterations;
        Categories = table.Categories.Count;
        Labels = new int[table.Items];
        IsTied = new bool[table.Items];
        for (var i = 0; i < Labels.Length; i++)
        {
            (Labels[i], IsTied[i]) = Best(Posterior(i), table.CodesOf(i).IsEmpty);
        }
    }

    /// <summary>Number of categories.</summary>
    public int Categories { get; }

    /// <summary>Most probable category of each item, the first of several; -1 where an item has no label.</summary>
    public int[] Labels { get; }

    /// <summary>True where two categories share the first place.</summary>
    public bool[] IsTied { get; }

    /// <summary>Share of each category over all items.</summary>
    public IReadOnlyList<double> Priors { get; }

    /// <summary>Log likelihood of the labels in nats; NaN where the method has none.</summary>
    public double LogLikelihood { get; }

    /// <summary>Rounds until it settled.</summary>
    public int Iterations { get; }

    /// <summary>Probability of each category for an item: its soft label.</summary>
    public ReadOnlySpan<double> Posterior(int item) => _posteriors.AsSpan(item * Categories, Categories);

    /// <summary>How an annotator labels: true category in rows, given label in columns, rows sum to 1. Empty where the method has none.</summary>
    public ReadOnlySpan<double> Confusion(int annotator) =>
        _confusions.Length == 0 ? [] : _confusions.AsSpan(annotator * Categories * Categories, Categories * Categories);

    /// <summary>Probability that an annotator's label is right, over the priors. NaN where the method has no confusions.</summary>
    public double Accuracy(int annotator)
    {
        var confusion = Confusion(annotator);
        double sum = 0;
        for (var c = 0; c < Categories && !confusion.IsEmpty; c++)
        {
            sum += Priors[c] * confusion[(c * Categories) + c];
        }

        return confusion.IsEmpty ? double.NaN : sum;
    }

    /// <summary>
    /// How much an annotator's label depends on the truth: 0 for somebody who clicks at random or always the same, 1 for
    /// perfection, and also 1 for somebody who is always wrong in the same way, whose labels can be used.
    /// </summary>
    /// <remarks>Source: Raykar and Yu 2012, "Eliminating spammers and ranking annotators", equation 8.</remarks>
    public double SpammerScore(int annotator)
    {
        var a = Confusion(annotator);
        double sum = 0;
        for (var c = 0; c < Categories; c++)
        {
            for (var d = 0; d < c; d++)
            {
                for (var k = 0; k < Categories && !a.IsEmpty; k++)
                {
                    sum += Math.Pow(a[(c * Categories) + k] - a[(d * Categories) + k], 2);
                }
            }
        }

        return a.IsEmpty || Categories < 2 ? double.NaN : sum / (Categories * (Categories - 1));
    }

    /// <summary>
    /// Expected information, in nats, of one more label on an item from an average annotator: how much it would reduce the
    /// doubt. Ask for the next label where this is largest.
    /// </summary>
    public double InformationOfOneMore(int item)
    {
        var k = Categories;
        var annotators = _confusions.Length / (k * k);
        if (annotators == 0)
        {
            return double.NaN;
        }

        double[] mean = new double[k * k], vote = new double[k];
        for (var i = 0; i < _confusions.Length; i++)
        {
            mean[i % (k * k)] += _confusions[i] / annotators;
        }

        var posterior = Posterior(item);
        double known = 0;
        for (var c = 0; c < k; c++)
        {
            known += posterior[c] * LabelEntropy.Of(mean.AsSpan(c * k, k));
            for (var l = 0; l < k; l++)
            {
                vote[l] += posterior[c] * mean[(c * k) + l];
            }
        }

        return Math.Max(0, LabelEntropy.Of(vote) - known);
    }

    private static (int Label, bool Tied) Best(ReadOnlySpan<double> posterior, bool none)
    {
        if (none)
        {
            return (-1, false);
        }

        int best = 0, second = -1;
        for (var c = 1; c < posterior.Length; c++)
        {
            if (posterior[c] > posterior[best] + 1e-12)
            {
                (best, second) = (c, -1);
            }
            else if (posterior[c] >= posterior[best] - 1e-12)
            {
                second = c;
            }
        }

        return (best, second >= 0);
    }
}
