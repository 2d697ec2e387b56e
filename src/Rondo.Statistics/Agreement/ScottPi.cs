namespace Rondo.Statistics;

/// <summary>Scott's pi: agreement of two annotators beyond chance, with one common class distribution.</summary>
/// <remarks>Source: Scott 1955. Equals Fleiss' kappa for two annotators.</remarks>
public static class ScottPi
{
    /// <summary>Pi of two lists of codes with a bootstrap interval over items; negative codes are missing and such pairs left out.</summary>
    /// <returns>Undefined where no pair is complete or only one category occurs.</returns>
    public static Estimate Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second, double level = 0.95, int resamples = 1000, ulong seed = 1)
    {
        var table = Contingency.Of(first, second);
        int rows = table.Rows, columns = table.Columns;
        return table.Bootstrapped(counts => Value(counts, rows, columns), resamples, level, seed);
    }

    private static double Value(long[] counts, int rows, int columns)
    {
        double n = counts.Sum(), observed = 0, expected = 0;
        var shares = new double[Math.Max(rows, columns)];
        for (var i = 0; i < counts.Length; i++)
        {
            shares[i / columns] += counts[i] / (2 * n);
            shares[i % columns] += counts[i] / (2 * n);
            observed += i / columns == i % columns ? counts[i] / n : 0;
        }

        foreach (var share in shares)
        {
            expected += share * share;
        }

        return n > 0 && expected < 1 - 1e-12 ? (observed - expected) / (1 - expected) : double.NaN;
    }
}

internal sealed class ScottPiStatistic() : Statistic(
    new Descriptor
    {
        Id = "scott_pi",
        Name = "Scott's pi",
        Family = "Agreement",
        Meaning = "How far two annotators agree beyond chance when both are thought to use the labels alike.",
        Unit = "none",
        Range = (-1, 1),
        Direction = Direction.HigherIsBetter,
        Inputs =
        [
            new Input("first", Shape.Labels, "Labels of the first annotator.", MayMiss: true),
            new Input("second", Shape.Labels, "Labels of the second annotator.", MayMiss: true, SameLengthAs: "first"),
        ],
        Parameters = [CommonParameters.Level, CommonParameters.Resamples(1000), CommonParameters.Seed],
        EdgeCases = "Items that one of the two left out are skipped; undefined where none is left or only one category occurs.",
        Source = "Scott 1955.",
        Example = """{"first": [1, 2, 3, 1, 2, 3, 1, 2], "second": [1, 2, 3, 2, 2, 3, 1, 3]}""",
    },
    inputs =>
    {
        string?[] first = inputs.Labels("first"), second = inputs.Labels("second");
        var (names, _) = CategoryOrder.Of([.. first, .. second]);
        int[] Codes(string?[] labels) => [.. labels.Select(l => string.IsNullOrEmpty(l) ? -1 : Array.IndexOf(names, l))];
        return StatisticResult.Of(ScottPi.Of(Codes(first), Codes(second), inputs.Number("level"), inputs.Integer("resamples"), inputs.ReadSeed()));
    });
