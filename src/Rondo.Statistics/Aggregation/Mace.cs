namespace Rondo.Statistics;

/// <summary>
/// MACE: each annotator either knows the label or spams by a habit of their own; finds out who does what. Strong where
/// some annotators click without reading.
/// </summary>
/// <remarks>Expectation maximisation with smoothing and seeded restarts; the best likelihood wins. Source: Hovy et al. 2013.</remarks>
public static class Mace
{
    /// <summary>Estimates labels and competences.</summary>
    /// <param name="table">Ratings.</param>
    /// <param name="restarts">How many starts to try; the first is neutral, the others random.</param>
    /// <param name="iterations">Rounds of each.</param>
    /// <param name="seed">Seed of the starts.</param>
    /// <returns>
    /// Confusions hold theta + (1 - theta) times the spamming habit on the diagonal; <see cref="Competences"/> gives theta
    /// itself.
    /// </returns>
    public static AggregationResult Of(RatingTable table, int restarts = 10, int iterations = 50, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        var random = new SeededRandom(seed);
        Model? best = null;
        for (var r = 0; r < Math.Max(1, restarts); r++)
        {
            var model = new Model(table, r == 0 ? null : random);
            for (var i = 0; i < iterations; i++)
            {
                model.Step();
            }

            best = best is null || model.LogLikelihood > best.LogLikelihood ? model : best;
        }

        return best!.Result(iterations);
    }

    /// <summary>Probability that each annotator knows the label rather than spams, from a result of <see cref="Of"/>.</summary>
    public static double[] Competences(AggregationResult result, int annotators)
    {
        ArgumentNullException.ThrowIfNull(result);
        var k = result.Categories;
        var competences = new double[annotators];
        for (var a = 0; a < annotators; a++)
        {
            // Off the diagonal a column holds the habit alone; with one category nothing can be told.
            var confusion = result.Confusion(a);
            competences[a] = k < 2 ? double.NaN : confusion[0] - confusion[k];
        }

        return competences;
    }

    private sealed class Model
    {
        private readonly RatingTable _table;
        private readonly int _k;
        private readonly double _smoothing;
        private readonly double[] _know;
        private readonly double[] _habit;
        private readonly double[] _posteriors;

        internal Model(RatingTable table, SeededRandom? random)
        {
            _table = table;
            _k = table.Categories.Count;
            _smoothing = 0.01 / Math.Max(1, _k);
            _know = new double[table.Annotators];
            _habit = new double[table.Annotators * _k];
            _posteriors = new double[table.Items * _k];
            for (var a = 0; a < _know.Length; a++)
            {
                _know[a] = random is null ? 0.5 : 0.1 + (0.8 * random.NextDouble());
                double total = 0;
                for (var l = 0; l < _k; l++)
                {
                    total += _habit[(a * _k) + l] = random is null ? 1 : 0.2 + random.NextDouble();
                }

                for (var l = 0; l < _k; l++)
                {
                    _habit[(a * _k) + l] /= total;
                }
            }
        }

        internal double LogLikelihood { get; private set; }

        internal void Step()
        {
            double[] knows = new double[_know.Length], labels = new double[_know.Length], habits = new double[_habit.Length];
            LogLikelihood = 0;
            for (var i = 0; i < _table.Items; i++)
            {
                var codes = _table.CodesOf(i);
                var people = _table.AnnotatorsOf(i);
                var p = _posteriors.AsSpan(i * _k, _k);
                var most = double.NegativeInfinity;
                for (var c = 0; c < _k; c++)
                {
                    p[c] = -Math.Log(_k);
                    for (var a = 0; a < codes.Length; a++)
                    {
                        p[c] += Math.Log(((1 - _know[people[a]]) * _habit[(people[a] * _k) + codes[a]]) + (codes[a] == c ? _know[people[a]] : 0));
                    }

                    most = Math.Max(most, p[c]);
                }

                double total = 0;
                for (var c = 0; c < _k; c++)
                {
                    total += p[c] = Math.Exp(p[c] - most);
                }

                for (var c = 0; c < _k; c++)
                {
                    p[c] /= total;
                }

                LogLikelihood += codes.IsEmpty ? 0 : most + Math.Log(total);
                for (var a = 0; a < codes.Length; a++)
                {
                    var who = people[a];
                    var spam = (1 - _know[who]) * _habit[(who * _k) + codes[a]];
                    var knew = p[codes[a]] * _know[who] / (_know[who] + spam);
                    knows[who] += knew;
                    labels[who]++;
                    habits[(who * _k) + codes[a]] += 1 - knew;
                }
            }

            for (var a = 0; a < _know.Length; a++)
            {
                _know[a] = (knows[a] + _smoothing) / (labels[a] + (2 * _smoothing));
                var total = labels[a] - knows[a] + (_k * _smoothing);
                for (var l = 0; l < _k; l++)
                {
                    _habit[(a * _k) + l] = (habits[(a * _k) + l] + _smoothing) / total;
                }
            }
        }

        internal AggregationResult Result(int iterations)
        {
            var confusions = new double[_know.Length * _k * _k];
            for (var at = 0; at < confusions.Length; at++)
            {
                int a = at / (_k * _k), c = at / _k % _k, l = at % _k;
                confusions[at] = ((1 - _know[a]) * _habit[(a * _k) + l]) + (c == l ? _know[a] : 0);
            }

            var priors = new double[_k];
            for (var at = 0; at < _posteriors.Length; at++)
            {
                priors[at % _k] += _posteriors[at] / _table.Items;
            }

            return new AggregationResult(_table, _posteriors, priors, confusions, LogLikelihood, iterations);
        }
    }
}

internal sealed class MaceStatistic() : Statistic(
    new Descriptor
    {
        Id = "mace",
        Name = "MACE",
        Family = "Aggregation",
        Meaning = "How sure the combined labels are once annotators who click without reading have been found out.",
        Unit = "probability",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = AgreementInputs.Labels,
        Parameters =
        [
            new Parameter("restarts", "Starts to try; more find better optima and take longer.", "10", 1, 1000),
            new Parameter("iterations", "Rounds of each start.", "50", 1, 10_000),
            CommonParameters.Seed,
        ],
        EdgeCases = "Undefined without a label. Items without a label have equal shares.",
        Source = "Hovy et al. 2013.",
        Example = AgreementInputs.Example,
    },
    inputs => AggregationLists.Run(inputs, table => Mace.Of(table, inputs.Integer("restarts"), inputs.Integer("iterations"), inputs.ReadSeed())));
