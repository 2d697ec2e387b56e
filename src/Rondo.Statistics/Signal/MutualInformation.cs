namespace Rondo.Statistics;

/// <summary>Mutual information in nats: by how much knowing one column reduces the doubt about the other.</summary>
/// <remarks>The plain value is above 0 even for noise; compare it with the permutation null. Source: Shannon 1948; Miller 1955.</remarks>
public static class MutualInformation
{
    /// <summary>Value of two lists of codes (negative is missing), with the permutation p-value and the mean under permutation.</summary>
    /// <param name="first">Codes from 0.</param>
    /// <param name="second">Codes from 0, as many.</param>
    /// <param name="permutations">How often to shuffle; 0 gives no p-value.</param>
    /// <param name="seed">Seed of the shuffles.</param>
    /// <returns>NaN where no row is complete.</returns>
    public static (double Value, double P, double NullMean) Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int permutations = 200, ulong seed = 1)
    {
        var table = Contingency.Of(first, second);
        var value = Value(table.Counts, table.Columns);
        if (double.IsNaN(value) || permutations == 0)
        {
            return (value, double.NaN, double.NaN);
        }

        List<int> a = [], b = [];
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] >= 0 && second[i] >= 0)
            {
                a.Add(first[i]);
                b.Add(second[i]);
            }
        }

        int[] left = [.. a], right = [.. b];
        var random = new SeededRandom(seed);
        int asLarge = 1;
        double sum = 0;
        for (var r = 0; r < permutations; r++)
        {
            random.Shuffle<int>(right);
            var shuffled = Value(Contingency.Of(left, right).Counts, table.Columns);
            sum += shuffled;
            asLarge += shuffled >= value - 1e-12 ? 1 : 0;
        }

        return (value, asLarge / (permutations + 1.0), sum / permutations);
    }

    internal static double Value(long[] counts, int columns)
    {
        var rows = counts.Length / columns;
        double[] rowSums = new double[rows], columnSums = new double[columns];
        double n = 0, sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            rowSums[i / columns] += counts[i];
            columnSums[i % columns] += counts[i];
            n += counts[i];
        }

        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                sum += counts[i] / n * Math.Log(counts[i] * n / (rowSums[i / columns] * columnSums[i % columns]));
            }
        }

        return n == 0 ? double.NaN : Math.Max(0, sum);
    }
}

internal sealed class MutualInformationStatistic() : Statistic(
    new Descriptor
    {
        Id = "mutual_information",
        Name = "Mutual information",
        Family = "Signal",
        Meaning = "How much knowing one column tells about the other, whatever the form of their relation.",
        Unit = "nats",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.HigherIsBetter,
        Inputs = SignalInputs.TwoColumns,
        Parameters =
        [
            new Parameter("permutations", "Shuffles for the p-value.", "200", 0, 100_000),
            CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed,
        ],
        EdgeCases = "Rows with a missing value are left out; undefined where none is left. A constant column gives 0.",
        Source = "Shannon 1948; permutation null.",
        Example = SignalInputs.Example,
    },
    inputs =>
    {
        int[] first = Contingency.Codes(inputs.Labels("first")), second = Contingency.Codes(inputs.Labels("second"));
        var table = Contingency.Of(first, second);
        var (_, p, nullMean) = MutualInformation.Of(first, second, inputs.Integer("permutations"), inputs.ReadSeed());
        return StatisticResult.Of(
            table.Bootstrapped(c => MutualInformation.Value(c, table.Columns), inputs.Integer("resamples"), inputs.Number("level"), inputs.ReadSeed()),
            ("p", p), ("null_mean", nullMean));
    });
