namespace Rondo.Statistics;

/// <summary>
/// Conformal test martingale: bets against the values being like the reference. Its capital exceeds c with probability at
/// most 1/c while nothing changes, however long one watches.
/// </summary>
/// <remarks>
/// Each value's rank among the reference gives a p-value; the simple jumper spreads its bets over "ranks get high", "ranks
/// get low" and "no change" and moves a little between them each time. The reference is fixed, so the guarantee is exact
/// up to the reference's own sampling error of order 1 / sqrt(size): take a few thousand rows.
/// Source: Vovk, Petej, Nouretdinov et al. 2021, "Retrain or not retrain"; Vovk 2020.
/// </remarks>
public sealed class ConformalMartingale : StreamDetector
{
    private readonly double[] _reference;
    private readonly double _limit;
    private readonly double _jump;
    private readonly ulong _seed;
    private SeededRandom _random;
    private double _low = 1.0 / 3;
    private double _none = 1.0 / 3;
    private double _high = 1.0 / 3;
    private double _factor = 1;

    /// <summary>Makes a detector.</summary>
    /// <param name="reference">Values of the time that counts as normal; at least one.</param>
    /// <param name="limit">Capital that raises the alarm; 100 means at most a 1 % chance of a false alarm ever.</param>
    /// <param name="jump">Share of capital that changes its bet at each value.</param>
    /// <param name="seed">Seed of the tie-breaking draws.</param>
    public ConformalMartingale(ReadOnlySpan<double> reference, double limit = 100, double jump = 0.01, ulong seed = 1)
    {
        _reference = SortedColumn.Of(reference);
        ArgumentOutOfRangeException.ThrowIfZero(_reference.Length);
        _limit = limit;
        _jump = jump;
        _seed = seed;
        _random = new SeededRandom(seed);
    }

    /// <summary>Capital; 1 at the start.</summary>
    public double Capital => (_low + _none + _high) * _factor;

    private protected override bool Take(double value)
    {
        var below = SortedColumn.CountBelow(_reference, value);
        var upTo = SortedColumn.CountBelow(_reference, Math.BitIncrement(value));
        var rank = (below + (_random.NextDouble() * (upTo - below + 1))) / (_reference.Length + 1);
        var share = _jump * (_low + _none + _high) / 3;
        _low = (((1 - _jump) * _low) + share) * (1 - (rank - 0.5));
        _none = ((1 - _jump) * _none) + share;
        _high = (((1 - _jump) * _high) + share) * (1 + (rank - 0.5));
        if (_none < 1e-150)
        {
            // Keep the three accounts in range over years of quiet; their ratios decide.
            (_low, _none, _high, _factor) = (_low * 1e150, _none * 1e150, _high * 1e150, _factor * 1e-150);
        }

        Direction = _high > _low ? 1 : -1;
        return Capital >= _limit;
    }

    private protected override void Clear()
    {
        (_low, _none, _high, _factor) = (1.0 / 3, 1.0 / 3, 1.0 / 3, 1);
        _random = new SeededRandom(_seed);
    }
}

internal sealed class ConformalMartingaleStatistic() : Statistic(
    new Descriptor
    {
        Id = "conformal_martingale",
        Name = "Conformal test martingale",
        Family = "Streams",
        Meaning = "Bets against the values being like the reference; much capital is strong evidence that something changed.",
        Unit = "capital",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs =
        [
            new Input("reference", Shape.Numbers, "Values of the time that counts as normal."),
            new Input("values", Shape.Numbers, "The stream, oldest first.", MayMiss: true),
        ],
        Parameters =
        [
            new Parameter("limit", "Capital that raises the alarm; 100 allows at most a 1 % chance of a false alarm ever.", "100", 1),
            new Parameter("jump", "Share of capital that changes its bet at each value.", "0.01", 0, 1),
            CommonParameters.Seed,
        ],
        EdgeCases = "Undefined on empty input. Missing values are skipped; ties are broken at random, with a seed.",
        Source = "Vovk 2020; Vovk et al. 2021.",
        Example = """{"reference": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "values": [3, 7, 5, 12, 13, 14, 15, 16, 17, 18]}""",
    },
    inputs =>
    {
        var martingale = new ConformalMartingale(inputs.Numbers("reference"), inputs.Number("limit"), inputs.Number("jump"), inputs.ReadSeed());
        double[] values = inputs.Numbers("values");
        double most = 1;
        var first = -1;
        for (var i = 0; i < values.Length && first < 0; i++)
        {
            first = martingale.Update(values[i]) ? i : first;
            most = Math.Max(most, martingale.Capital);
        }

        return StatisticResult.Of(new Estimate(martingale.Capital, values.Length, double.NaN, double.NaN, 0.95, "martingale"), ("first", first), ("most", most));
    });
