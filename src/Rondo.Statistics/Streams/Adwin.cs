namespace Rondo.Statistics;

/// <summary>
/// ADWIN: keeps a window that is as long as its mean is stable, and cuts it where two parts differ by more than chance.
/// Values are kept in buckets of doubling size, so a window of a million values takes about a hundred numbers.
/// </summary>
/// <remarks>
/// Source: Bifet and Gavalda 2007. A cut check runs every <c>clock</c> values; it compares without square roots, since
/// |d| above sqrt(a) + b is d - b above 0 and its square above a.
/// </remarks>
public sealed class Adwin : StreamDetector
{
    private const int Rows = 48;
    private readonly double _delta;
    private readonly int _clock;
    private readonly int _maxBuckets;
    private readonly int _minWindow;
    private readonly int _grace;
    private readonly int _slots;

    // Row r holds buckets of 2^r values, oldest first, in slots r * _slots ..
    private readonly double[] _totals;
    private readonly double[] _variances;
    private readonly int[] _counts = new int[Rows];
    private int _lastRow;
    private long _width;
    private long _ticks;
    private double _total;
    private double _variance;

    /// <summary>Makes a detector.</summary>
    /// <param name="delta">Probability of a false alarm at one check; smaller is slower and quieter.</param>
    /// <param name="clock">Values between checks.</param>
    /// <param name="maxBuckets">Buckets of each size; more are more exact and slower.</param>
    /// <param name="minWindow">Shortest part to compare.</param>
    /// <param name="gracePeriod">Values before the first check.</param>
    public Adwin(double delta = 0.002, int clock = 32, int maxBuckets = 5, int minWindow = 5, int gracePeriod = 10)
    {
        _delta = delta;
        _clock = clock;
        _maxBuckets = maxBuckets;
        _minWindow = minWindow;
        _grace = gracePeriod;
        _slots = maxBuckets + 1;
        _totals = new double[Rows * _slots];
        _variances = new double[Rows * _slots];
    }

    /// <summary>Values in the window.</summary>
    public long Width => _width;

    /// <summary>Mean of the window; NaN where it is empty.</summary>
    public double Mean => _width == 0 ? double.NaN : _total / _width;

    /// <summary>Variance of the window; NaN where it is empty.</summary>
    public double Variance => _width == 0 ? double.NaN : _variance / _width;

    private protected override bool Take(double value)
    {
        Insert(value);
        return ++_ticks % _clock == 0 && _width > _grace && Shrink();
    }

    private protected override void Clear()
    {
        Array.Clear(_counts);
        (_lastRow, _width, _ticks, _total, _variance) = (0, 0, 0, 0, 0);
    }

    private void Insert(double value)
    {
        _width++;
        if (_width > 1)
        {
            var d = value - (_total / (_width - 1));
            _variance += (_width - 1) * d * d / _width;
        }

        _total += value;
        Append(0, value, 0);
        for (var row = 0; _counts[row] > _maxBuckets; row++)
        {
            var at = row * _slots;
            double n = 1L << row, d = (_totals[at] - _totals[at + 1]) / n;
            var total = _totals[at] + _totals[at + 1];
            var variance = _variances[at] + _variances[at + 1] + (n * d * d / 2);
            Drop(row, 2);
            Append(row + 1, total, variance);
        }
    }

    private void Append(int row, double total, double variance)
    {
        var at = (row * _slots) + _counts[row]++;
        _totals[at] = total;
        _variances[at] = variance;
        _lastRow = Math.Max(_lastRow, row);
    }

    private void Drop(int row, int count)
    {
        var at = row * _slots;
        var left = _counts[row] -= count;
        for (var k = 0; k < left; k++)
        {
            _totals[at + k] = _totals[at + k + count];
            _variances[at + k] = _variances[at + k + count];
        }
    }

    private bool Shrink()
    {
        var cut = false;
        while (_width > _grace && FindCut() is var direction and not 0)
        {
            cut = true;
            Direction = direction;
            DropOldest();
        }

        return cut;
    }

    // 1 where the newer part is larger, -1 where it is smaller, 0 where no cut is due.
    private int FindCut()
    {
        var log = Math.Log(2 * Math.Log(_width) / _delta);
        double spread = 2 * (_variance / _width) * log, slope = 2.0 / 3 * log;
        double n0 = 0, total0 = 0, width = _width;
        for (var row = _lastRow; row >= 0; row--)
        {
            double size = 1L << row;
            var at = row * _slots;
            for (var k = 0; k < _counts[row]; k++)
            {
                n0 += size;
                total0 += _totals[at + k];
                var n1 = width - n0;
                if (n0 < _minWindow)
                {
                    continue;
                }

                if (n1 < _minWindow || n1 < 1)
                {
                    return 0;
                }

                double a = n0 - _minWindow + 1, b = n1 - _minWindow + 1, m = (a + b) / (a * b);
                var difference = ((_total - total0) / n1) - (total0 / n0);
                var rest = Math.Abs(difference) - (slope * m);
                if (rest > 0 && rest * rest > spread * m)
                {
                    return difference > 0 ? 1 : -1;
                }
            }
        }

        return 0;
    }

    private void DropOldest()
    {
        var at = _lastRow * _slots;
        double n = 1L << _lastRow, total = _totals[at];
        _width -= (long)n;
        _total -= total;
        if (_width > 0)
        {
            var d = (total / n) - (_total / _width);
            _variance = Math.Max(0, _variance - _variances[at] - (n * _width * d * d / (n + _width)));
        }

        Drop(_lastRow, 1);
        while (_lastRow > 0 && _counts[_lastRow] == 0)
        {
            _lastRow--;
        }
    }
}

internal sealed class AdwinStatistic() : DetectorStatistic(
    new Descriptor
    {
        Id = "adwin",
        Name = "ADWIN",
        Family = "Streams",
        Meaning = "Notices when a mean has moved, by keeping a window that is as long as nothing changes.",
        Unit = "changes",
        Range = (0, double.PositiveInfinity),
        Inputs = Values,
        Parameters =
        [
            new Parameter("delta", "Probability of a false alarm at one check; smaller is slower and quieter.", "0.002", 1e-12, 1),
            new Parameter("clock", "Values between checks.", "32", 1, 1e6),
            new Parameter("max_buckets", "Buckets of each size; more are more exact and slower.", "5", 1, 1000),
            new Parameter("min_window_length", "Shortest part to compare.", "5", 1, 1e6),
            new Parameter("grace_period", "Values before the first check.", "10", 1, 1e6),
        ],
        EdgeCases = EdgeCases,
        Source = "Bifet and Gavalda 2007.",
        Example = ShiftExample,
    },
    inputs => new Adwin(
        inputs.Number("delta"), inputs.Integer("clock"), inputs.Integer("max_buckets"), inputs.Integer("min_window_length"), inputs.Integer("grace_period")));
