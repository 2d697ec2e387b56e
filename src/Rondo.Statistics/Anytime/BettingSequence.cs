namespace Rondo.Statistics;

/// <summary>
/// A confidence sequence for a mean by betting: every candidate mean is bet against, and those that made the bettor rich
/// are ruled out. The tightest known for values in a known range; keeps a grid of candidates.
/// </summary>
/// <remarks>
/// Hedged capital with truncated predictable plug-in bets; a candidate stays out once its capital has passed 1 / (1 - level)
/// (Ville's inequality). The ends are rounded outwards to the grid. Source: Waudby-Smith and Ramdas 2024, theorem 3.
/// </remarks>
public sealed class BettingSequence
{
    private const int Grid = 1000;
    private readonly double _low;
    private readonly double _width;
    private readonly double _level;
    private readonly double _limit;
    private readonly double _log;
    private readonly double[] _up = new double[Grid + 1];
    private readonly double[] _down = new double[Grid + 1];
    private double _sum;
    private double _squares;
    private int _from;
    private int _to = Grid;

    /// <summary>Starts a sequence.</summary>
    /// <param name="low">Smallest possible value.</param>
    /// <param name="high">Largest possible value.</param>
    /// <param name="level">Probability that the interval covers at all times.</param>
    public BettingSequence(double low = 0, double high = 1, double level = 0.95)
    {
        Check.Level(level);
        if (!(high > low))
        {
            throw new ArgumentException("The range must not be empty.", nameof(high));
        }

        (_low, _width, _level) = (low, high - low, level);
        _log = Math.Log(2 / (1 - level));
        _limit = Math.Log(1 / (1 - level));
    }

    /// <summary>Values seen.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a value; one outside the range throws, because it voids the guarantee.</summary>
    public void Add(double value)
    {
        var x = (value - _low) / _width;
        if (!(x >= -1e-12 && x <= 1 + 1e-12))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "The value lies outside the stated range, so the interval would no longer hold.");
        }

        var t = ++Count;
        var variance = (0.25 + _squares) / t;
        var bet = Math.Sqrt(2 * _log / (variance * t * Math.Log(1 + t)));
        for (var g = _from; g <= _to; g++)
        {
            var m = (double)g / Grid;
            // Bets are cut so that no single value can ruin the bettor.
            double up = Math.Min(bet, m > 0 ? 0.5 / m : double.MaxValue), down = Math.Min(bet, m < 1 ? 0.5 / (1 - m) : double.MaxValue);
            _up[g] += Math.Log(1 + (up * (x - m)));
            _down[g] += Math.Log(1 - (down * (x - m)));
        }

        while (_from < _to && Capital(_from) >= _limit)
        {
            _from++;
        }

        while (_to > _from && Capital(_to) >= _limit)
        {
            _to--;
        }

        _sum += x;
        var after = (0.5 + _sum) / (t + 1);
        _squares += (x - after) * (x - after);
    }

    /// <summary>Mean so far and the interval.</summary>
    public Estimate Estimate()
    {
        if (Count == 0)
        {
            return Statistics.Estimate.Undefined(0, "betting");
        }

        double from = Math.Max(0, (_from - 1.0) / Grid), to = Math.Min(1, (_to + 1.0) / Grid);
        return new Estimate(_low + (_width * _sum / Count), Count, _low + (_width * from), _low + (_width * to), _level, "betting");
    }

    private double Capital(int g) => Math.Max(_up[g], _down[g]) - Math.Log(2);
}
