namespace Rondo.Statistics;

/// <summary>
/// KSWIN: compares the newest values with a random sample of the older ones by Kolmogorov-Smirnov, so it notices changes
/// of shape that leave the mean alone. Costs a sort of two small samples per value.
/// </summary>
/// <remarks>Source: Raab, Heusinger and Schleif 2020. The draws are seeded, so indices can be repeated.</remarks>
public sealed class Kswin : StreamDetector
{
    // A gap below this is called harmless however certain it is, as in the reference implementation.
    private const double LeastGap = 0.1;
    private readonly double _alpha;
    private readonly ulong _seed;
    private readonly double[] _window;
    private readonly double[] _newest;
    private readonly double[] _sample;
    private readonly int[] _order;
    private SeededRandom _random;
    private int _count;

    /// <summary>Makes a detector.</summary>
    /// <param name="alpha">p-value at which a change is called.</param>
    /// <param name="windowSize">Values kept.</param>
    /// <param name="statSize">Newest values to compare; less than half the window.</param>
    /// <param name="seed">Seed of the draws.</param>
    public Kswin(double alpha = 0.005, int windowSize = 100, int statSize = 30, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windowSize, 2 * statSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(statSize, 1);
        _alpha = alpha;
        _seed = seed;
        _window = new double[windowSize];
        _newest = new double[statSize];
        _sample = new double[statSize];
        _order = new int[windowSize - statSize];
        _random = new SeededRandom(seed);
    }

    private protected override bool Take(double value)
    {
        if (_count == _window.Length)
        {
            Array.Copy(_window, 1, _window, 0, --_count);
        }

        _window[_count++] = value;
        if (_count < _window.Length)
        {
            return false;
        }

        int stat = _newest.Length, older = _window.Length - stat;
        for (var i = 0; i < older; i++)
        {
            _order[i] = i;
        }

        for (var i = 0; i < stat; i++)
        {
            var j = i + _random.NextInt(older - i);
            (_order[i], _order[j]) = (_order[j], _order[i]);
            _sample[i] = _window[_order[i]];
        }

        _window.AsSpan(older).CopyTo(_newest);
        _newest.AsSpan().Sort();
        _sample.AsSpan().Sort();
        var gap = KolmogorovSmirnov.SignedOfSorted(_sample, _newest);
        Direction = gap > 0 ? 1 : -1;
        return Math.Abs(gap) > LeastGap && KolmogorovSmirnov.PValue(Math.Abs(gap), stat, stat) <= _alpha;
    }

    private protected override void Clear()
    {
        _count = 0;
        _random = new SeededRandom(_seed);
    }
}

internal sealed class KswinStatistic() : DetectorStatistic(
    new Descriptor
    {
        Id = "kswin",
        Name = "KSWIN",
        Family = "Streams",
        Meaning = "Notices when the shape of the values has changed, even where their mean has not.",
        Unit = "changes",
        Range = (0, double.PositiveInfinity),
        Inputs = Values,
        Parameters =
        [
            new Parameter("alpha", "p-value at which a change is called; smaller is slower and quieter.", "0.005", 1e-12, 1),
            new Parameter("window_size", "Values kept; at least twice stat_size.", "100", 4, 1e6),
            new Parameter("stat_size", "Newest values to compare.", "30", 2, 1e6),
            CommonParameters.Seed,
        ],
        EdgeCases = EdgeCases,
        Source = "Raab, Heusinger and Schleif 2020.",
        Example = ShiftExample,
    },
    inputs => inputs.Integer("window_size") >= 2 * inputs.Integer("stat_size")
        ? new Kswin(inputs.Number("alpha"), inputs.Integer("window_size"), inputs.Integer("stat_size"), inputs.ReadSeed())
        : throw new StatisticInputException(["'window_size' must be at least twice 'stat_size'."]));
