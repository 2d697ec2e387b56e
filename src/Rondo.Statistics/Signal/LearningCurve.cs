namespace Rondo.Statistics;

/// <summary>
/// A curve of how the error falls with the number of rows, error(n) = floor + scale n^-rate, and what it says about more
/// data: how much better, and where it ends.
/// </summary>
/// <remarks>Source: Cortes et al. 1993; Viering and Loog 2023, "The shape of learning curves". Extrapolate by a factor of a few, not of a thousand.</remarks>
public sealed class LearningCurve
{
    private readonly double[] _n;
    private readonly double[] _error;

    private LearningCurve(double[] n, double[] error, double floor, double scale, double rate)
    {
        _n = n;
        _error = error;
        (Floor, Scale, Rate) = (floor, scale, rate);
    }

    /// <summary>Error that no amount of such data removes.</summary>
    public double Floor { get; }

    /// <summary>Removable error of one row.</summary>
    public double Scale { get; }

    /// <summary>How fast it falls; 0.5 means that four times the rows halve the removable part.</summary>
    public double Rate { get; }

    /// <summary>Fits the curve by least squares with rates from 0.05 to 2 and no negative part.</summary>
    /// <param name="rows">Training rows of each point, above 0.</param>
    /// <param name="errors">Error of each point, for example 1 - AUC; repeats of one size are welcome and sharpen the interval.</param>
    /// <returns>Null for fewer than three different sizes.</returns>
    public static LearningCurve? Fit(ReadOnlySpan<double> rows, ReadOnlySpan<double> errors)
    {
        Check.SameLength(rows.Length, errors.Length);
        double[] n = rows.ToArray(), e = errors.ToArray();
        if (n.Distinct().Count() < 3 || n.Any(x => !(x > 0) || !double.IsFinite(x)) || Check.HasNonFinite(e))
        {
            return null;
        }

        var ones = new int[n.Length];
        Array.Fill(ones, 1);
        var (floor, scale, rate) = Solve(n, e, ones);
        return new LearningCurve(n, e, floor, scale, rate);
    }

    /// <summary>Expected error with a number of rows, with a bootstrap interval over the points (leave-out draws of the residuals).</summary>
    public Estimate At(double rows, int resamples = 300, double level = 0.95, ulong seed = 1) =>
        Draw((floor, scale, rate) => Value(floor, scale, rate, rows), resamples, level, seed);

    /// <summary>By how much the error falls from one number of rows to another, with an interval made as for <see cref="At"/>.</summary>
    /// <param name="from">Rows there are.</param>
    /// <param name="to">Rows there would be.</param>
    /// <param name="resamples">Draws.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <param name="seed">Seed.</param>
    public Estimate Gain(double from, double to, int resamples = 300, double level = 0.95, ulong seed = 1) =>
        Draw((floor, scale, rate) => Value(floor, scale, rate, from) - Value(floor, scale, rate, to), resamples, level, seed);

    private Estimate Draw(Func<double, double, double, double> read, int resamples, double level, ulong seed)
    {
        Check.Level(level);
        double[] residuals = [.. _n.Select((x, i) => _error[i] - Value(Floor, Scale, Rate, x))];
        // Three parameters were fitted, so residuals look smaller than they are.
        var widen = _n.Length > 3 ? Math.Sqrt(_n.Length / (_n.Length - 3.0)) : 2;
        var random = new SeededRandom(seed);
        var ones = new int[_n.Length];
        Array.Fill(ones, 1);
        var draws = new double[resamples];
        for (var r = 0; r < resamples; r++)
        {
            double[] drawn = [.. _n.Select(x => Value(Floor, Scale, Rate, x) + (widen * residuals[random.NextInt(residuals.Length)]))];
            var (floor, scale, rate) = Solve(_n, drawn, ones);
            draws[r] = read(floor, scale, rate);
        }

        Array.Sort(draws);
        return Bootstrap.FromDraws(read(Floor, Scale, Rate), _n.Length, draws, level, "bootstrap");
    }

    /// <summary>Rows at which the curve reaches an error; infinite where it never does.</summary>
    public double RowsFor(double error) => error <= Floor ? double.PositiveInfinity : Scale <= 0 ? 1 : Math.Pow(Scale / (error - Floor), 1 / Rate);

    private static double Value(double floor, double scale, double rate, double n) => floor + (scale * Math.Pow(n, -rate));

    // For each rate the other two are a line, fitted in closed form; the rate is searched on a grid and refined.
    private static (double Floor, double Scale, double Rate) Solve(double[] n, double[] e, int[] weights)
    {
        (double Floor, double Scale, double Rate, double Loss) best = (0, 0, 0, double.PositiveInfinity);
        for (var rate = 0.05; rate <= 2.0001; rate += 0.05)
        {
            best = Line(n, e, weights, rate) is var line && line.Loss < best.Loss ? line : best;
        }

        for (var step = 0.025; step > 0.001; step /= 2)
        {
            foreach (var rate in new[] { best.Rate - step, best.Rate + step })
            {
                best = rate is >= 0.05 and <= 2 && Line(n, e, weights, rate) is var line && line.Loss < best.Loss ? line : best;
            }
        }

        return (best.Floor, best.Scale, best.Rate);
    }

    private static (double Floor, double Scale, double Rate, double Loss) Line(double[] n, double[] e, int[] weights, double rate)
    {
        double w = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (var i = 0; i < n.Length; i++)
        {
            var x = Math.Pow(n[i], -rate);
            w += weights[i];
            sx += weights[i] * x;
            sy += weights[i] * e[i];
            sxx += weights[i] * x * x;
            sxy += weights[i] * x * e[i];
        }

        var below = (w * sxx) - (sx * sx);
        double scale = below > 0 ? ((w * sxy) - (sx * sy)) / below : 0, floor = (sy - (scale * sx)) / w;
        if (scale < 0)
        {
            (scale, floor) = (0, sy / w);
        }
        else if (floor < 0)
        {
            (scale, floor) = (sxx > 0 ? Math.Max(0, sxy / sxx) : 0, 0);
        }

        double loss = 0;
        for (var i = 0; i < n.Length; i++)
        {
            loss += weights[i] * Math.Pow(e[i] - Value(floor, scale, rate, n[i]), 2);
        }

        return (floor, scale, rate, loss);
    }
}

internal sealed class LearningCurveStatistic() : Statistic(
    new Descriptor
    {
        Id = "learning_curve",
        Name = "Learning curve",
        Family = "Signal",
        Meaning = "Which error to expect with more rows, and how much of the error more of the same data cannot remove.",
        Unit = "error",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs =
        [
            new Input("rows", Shape.Numbers, "Training rows of each point.", Low: 1, High: 1e15),
            new Input("errors", Shape.Numbers, "Error of each point.", SameLengthAs: "rows", Low: 0, High: 1e15),
        ],
        Parameters = [new Parameter("at", "Rows to read the curve at.", "10000", 1, 1e15), CommonParameters.Level, CommonParameters.Resamples(300), CommonParameters.Seed],
        MinimumSample = 3,
        EdgeCases = "Undefined for fewer than three different sizes. A flat curve has a scale of 0.",
        Source = "Cortes et al. 1993; Viering and Loog 2023.",
        Example = """{"rows": [100, 200, 400, 800, 1600], "errors": [0.30, 0.25, 0.215, 0.19, 0.172]}""",
    },
    inputs => LearningCurve.Fit(inputs.Numbers("rows"), inputs.Numbers("errors")) is { } curve
        ? StatisticResult.Of(curve.At(inputs.Number("at"), inputs.Integer("resamples"), inputs.Number("level"), inputs.ReadSeed()), ("floor", curve.Floor), ("rate", curve.Rate))
        : StatisticResult.Undefined("Fewer than three different sizes are given."));
