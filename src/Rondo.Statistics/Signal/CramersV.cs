namespace Rondo.Statistics;

/// <summary>Cramer's V with Bergsma's correction: strength of association of two categories, 0 for noise of any size, 1 for a function.</summary>
/// <remarks>Source: Cramer 1946; Bergsma 2013.</remarks>
public static class CramersV
{
    /// <summary>Corrected V of two lists of codes with a bootstrap interval over rows; negative codes are missing.</summary>
    /// <returns>Undefined where no row is complete or a column is constant.</returns>
    public static Estimate Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second, double level = 0.95, int resamples = 200, ulong seed = 1)
    {
        var table = Contingency.Of(first, second);
        return table.Bootstrapped(counts => Value(counts, table.Columns), resamples, level, seed);
    }

    internal static double Value(long[] counts, int columns)
    {
        var rows = counts.Length / columns;
        double n = counts.Sum();
        var r = Enumerable.Range(0, rows).Count(i => counts.AsSpan(i * columns, columns).ContainsAnyExcept(0L));
        var c = Enumerable.Range(0, columns).Count(j => Enumerable.Range(0, rows).Any(i => counts[(i * columns) + j] > 0));
        if (r < 2 || c < 2 || n < 2)
        {
            return double.NaN;
        }

        var phi2 = ChiSquare.Independence(counts, columns).Statistic / n;
        var corrected = Math.Max(0, phi2 - ((r - 1.0) * (c - 1) / (n - 1)));
        double rows2 = r - (Math.Pow(r - 1, 2) / (n - 1)), columns2 = c - (Math.Pow(c - 1, 2) / (n - 1));
        var room = Math.Min(rows2, columns2) - 1;
        return room > 0 ? Math.Min(1, Math.Sqrt(corrected / room)) : double.NaN;
    }
}

internal sealed class CramersVStatistic() : Statistic(
    new Descriptor
    {
        Id = "cramers_v",
        Name = "Cramer's V",
        Family = "Signal",
        Meaning = "How strongly two categories go together: 0 is not at all, 1 is one determines the other.",
        Unit = "none",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = SignalInputs.TwoColumns,
        Parameters = [CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        MinimumSample = 2,
        EdgeCases = "Rows with a missing value are left out; undefined where none is left or a column is constant.",
        Source = "Cramer 1946; Bergsma 2013 (bias correction).",
        Example = SignalInputs.Example,
    },
    inputs => StatisticResult.Of(CramersV.Of(
        Contingency.Codes(inputs.Labels("first")), Contingency.Codes(inputs.Labels("second")), inputs.Number("level"), inputs.Integer("resamples"), inputs.ReadSeed())));
