using System.Numerics;

namespace Rondo.Statistics;

/// <summary>
/// Dawid-Skene: estimates the true labels and the mistakes of each annotator together, by expectation maximisation. Full:
/// each annotator has a confusion matrix. One-coin: each has one probability of being right.
/// </summary>
/// <remarks>
/// Starts from vote shares; maximum likelihood without smoothing unless asked; a zero cell counts as 1e-300. One pass over
/// the annotations does an E step and the sums of the next M step. Source: Dawid and Skene 1979.
/// </remarks>
public static class DawidSkene
{
    private const double Floor = 1e-300;
    private const int ItemsPerPart = 16_384;

    /// <summary>Full model.</summary>
    /// <param name="table">Ratings.</param>
    /// <param name="maxIterations">Rounds at most.</param>
    /// <param name="tolerance">Stops when the log likelihood changes by less.</param>
    /// <param name="smoothing">Pseudo-count added to each cell of each confusion matrix.</param>
    public static AggregationResult Full(RatingTable table, int maxIterations = 200, double tolerance = 1e-9, double smoothing = 0) =>
        Run(table, maxIterations, tolerance, smoothing, oneCoin: false);

    /// <summary>One probability of being right per annotator: for few labels per annotator.</summary>
    /// <inheritdoc cref="Full"/>
    public static AggregationResult OneCoin(RatingTable table, int maxIterations = 200, double tolerance = 1e-9, double smoothing = 0) =>
        Run(table, maxIterations, tolerance, smoothing, oneCoin: true);

    private static AggregationResult Run(RatingTable table, int maxIterations, double tolerance, double smoothing, bool oneCoin)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        return table.Categories.Count <= DawidSkeneLanes.MaxCategories
            ? new DawidSkeneLanes(table, smoothing, oneCoin).Run(maxIterations, tolerance)
            : RunAny(table, maxIterations, tolerance, smoothing, oneCoin);
    }

    internal static AggregationResult RunAny(RatingTable table, int maxIterations, double tolerance, double smoothing, bool oneCoin)
    {
        int k = table.Categories.Count, kk = k * k, parts = Math.Max(1, (table.Items + ItemsPerPart - 1) / ItemsPerPart);
        var posteriors = MajorityVote.VoteShares(table);
        var sums = new Sums(parts, table.Annotators, k);
        Parallel.For(0, parts, part => Count(table, posteriors, sums.Of(part), part, k));
        double[] priors = new double[k], confusions = new double[table.Annotators * kk], logs = new double[confusions.Length], logPriors = new double[k];
        var likelihood = double.NegativeInfinity;
        var iteration = 0;
        while (iteration < maxIterations)
        {
            iteration++;
            sums.Merge(priors, confusions, smoothing, oneCoin);
            TakeLogs(priors, logPriors);
            TakeLogs(confusions, logs);
            var byLabel = Transposed(logs, k);
            Parallel.For(0, parts, part => sums.Likelihood[part] = Expect(table, posteriors, sums.Of(part), logPriors, byLabel, part, k));
            var next = sums.Likelihood.Sum();
            var settled = Math.Abs(next - likelihood) < tolerance;
            likelihood = next;
            if (settled)
            {
                break;
            }
        }

        return new AggregationResult(table, posteriors, priors, confusions, likelihood, iteration);
    }

    // Posterior of each item of a part, and the sums of the next M step.
    private static double Expect(RatingTable table, double[] posteriors, double[] sums, double[] logPriors, double[] byLabel, int part, int k)
    {
        Array.Clear(sums);
        var offsets = table.Offsets;
        var codes = table.AllCodes;
        var people = table.AllAnnotators;
        int from = part * ItemsPerPart, to = Math.Min(table.Items, from + ItemsPerPart), kk = k * k;
        var priorSums = sums.AsSpan(sums.Length - k - 1);
        double likelihood = 0;
        for (var i = from; i < to; i++)
        {
            int first = offsets[i], last = offsets[i + 1];
            var p = posteriors.AsSpan(i * k, k);
            logPriors.CopyTo(p);
            for (var a = first; a < last; a++)
            {
                Add(p, byLabel.AsSpan((people[a] * kk) + (codes[a] * k), k));
            }

            var most = p[0];
            for (var c = 1; c < k; c++)
            {
                most = Math.Max(most, p[c]);
            }

            double total = 0;
            for (var c = 0; c < k; c++)
            {
                p[c] = Math.Exp(p[c] - most);
                total += p[c];
            }

            var scale = 1 / total;
            for (var c = 0; c < k; c++)
            {
                p[c] *= scale;
            }

            if (last > first)
            {
                likelihood += most + Math.Log(total);
                Add(priorSums, p);
                priorSums[k]++;
                for (var a = first; a < last; a++)
                {
                    Add(sums.AsSpan((people[a] * kk) + (codes[a] * k), k), p);
                }
            }
        }

        return likelihood;
    }

    private static void Count(RatingTable table, double[] posteriors, double[] sums, int part, int k)
    {
        int from = part * ItemsPerPart, to = Math.Min(table.Items, from + ItemsPerPart);
        var priorSums = sums.AsSpan(sums.Length - k - 1);
        for (var i = from; i < to; i++)
        {
            var codes = table.CodesOf(i);
            var people = table.AnnotatorsOf(i);
            var p = posteriors.AsSpan(i * k, k);
            if (!codes.IsEmpty)
            {
                Add(priorSums, p);
                priorSums[k]++;
            }

            for (var a = 0; a < codes.Length; a++)
            {
                Add(sums.AsSpan((people[a] * k * k) + (codes[a] * k), k), p);
            }
        }
    }

    private static void Add(Span<double> into, ReadOnlySpan<double> what)
    {
        var c = 0;
        for (; c + Vector<double>.Count <= what.Length; c += Vector<double>.Count)
        {
            (new Vector<double>(into[c..]) + new Vector<double>(what[c..])).CopyTo(into[c..]);
        }

        for (; c < what.Length; c++)
        {
            into[c] += what[c];
        }
    }

    private static void TakeLogs(double[] from, double[] into)
    {
        for (var i = 0; i < from.Length; i++)
        {
            into[i] = Math.Log(Math.Max(from[i], Floor));
        }
    }

    // From [annotator][truth][label] to [annotator][label][truth], so that one label reads one stretch of memory.
    private static double[] Transposed(double[] source, int k)
    {
        var result = new double[source.Length];
        for (var at = 0; at < source.Length; at += k * k)
        {
            for (var c = 0; c < k; c++)
            {
                for (var l = 0; l < k; l++)
                {
                    result[at + (l * k) + c] = source[at + (c * k) + l];
                }
            }
        }

        return result;
    }

    /// <summary>Sums of each part, kept apart so that parts run side by side and the result never depends on their order.</summary>
    private sealed class Sums
    {
        private readonly double[][] _parts;
        private readonly int _annotators;
        private readonly int _k;

        internal Sums(int parts, int annotators, int k)
        {
            _annotators = annotators;
            _k = k;
            Likelihood = new double[parts];
            _parts = [.. Enumerable.Range(0, parts).Select(_ => new double[(annotators * k * k) + k + 1])];
        }

        internal double[] Likelihood { get; }

        internal double[] Of(int part) => _parts[part];

        internal void Merge(double[] priors, double[] confusions, double smoothing, bool oneCoin)
        {
            var all = new double[_parts[0].Length];
            foreach (var part in _parts)
            {
                Add(all, part);
            }

            int k = _k, tail = _annotators * k * k;
            for (var c = 0; c < k; c++)
            {
                priors[c] = all[tail + c] / all[tail + k];
            }

            for (var a = 0; a < _annotators; a++)
            {
                var counts = all.AsSpan(a * k * k, k * k);
                double diagonal = 0, total = 0;
                for (var c = 0; c < k; c++)
                {
                    double row = 0;
                    for (var l = 0; l < k; l++)
                    {
                        row += counts[(l * k) + c] + smoothing;
                    }

                    for (var l = 0; l < k; l++)
                    {
                        confusions[(a * k * k) + (c * k) + l] = row > 0 ? (counts[(l * k) + c] + smoothing) / row : 1.0 / k;
                    }

                    diagonal += counts[(c * k) + c] + smoothing;
                    total += row;
                }

                for (var cell = 0; oneCoin && cell < k * k; cell++)
                {
                    var right = total > 0 ? diagonal / total : 1.0 / k;
                    confusions[(a * k * k) + cell] = cell / k == cell % k ? right : (1 - right) / Math.Max(1, k - 1);
                }
            }
        }
    }
}

internal sealed class DawidSkeneStatistic() : Statistic(
    new Descriptor
    {
        Id = "dawid_skene",
        Name = "Dawid-Skene",
        Family = "Aggregation",
        Meaning = "How sure the combined labels are when each annotator's habits are learned along with the truth.",
        Unit = "probability",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = AgreementInputs.Labels,
        Parameters =
        [
            new Parameter("model", "full learns which label each annotator confuses with which; one_coin learns one accuracy each.", "full", Choices: ["full", "one_coin"]),
            new Parameter("max_iterations", "Rounds at most.", "200", 1, 100_000),
            new Parameter("smoothing", "Pseudo-count of each cell; a little keeps rare labels from being called impossible.", "0", 0, 100),
        ],
        EdgeCases = "Undefined without a label. Items without a label keep the overall shares.",
        Source = "Dawid and Skene 1979.",
        Example = AgreementInputs.Example,
    },
    inputs => AggregationLists.Run(inputs, table => inputs.Choice("model") == "full"
        ? DawidSkene.Full(table, inputs.Integer("max_iterations"), smoothing: inputs.Number("smoothing"))
        : DawidSkene.OneCoin(table, inputs.Integer("max_iterations"), smoothing: inputs.Number("smoothing"))));
