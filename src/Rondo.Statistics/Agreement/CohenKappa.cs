namespace Rondo.Statistics;

/// <summary>How bad a near miss is.</summary>
public enum KappaWeights
{
    /// <summary>Every difference is as bad as any other.</summary>
    Identity,

    /// <summary>As bad as the distance.</summary>
    Linear,

    /// <summary>As bad as the squared distance.</summary>
    Quadratic,
}

/// <summary>Cohen's kappa and its standard errors.</summary>
/// <param name="Kappa">Value with its normal interval.</param>
/// <param name="StandardError">Asymptotic standard error.</param>
/// <param name="StandardErrorNull">Standard error if there were no agreement beyond chance.</param>
public readonly record struct CohenResult(Estimate Kappa, double StandardError, double StandardErrorNull)
{
    /// <summary>z against no agreement beyond chance.</summary>
    public double Z => Kappa.Value / StandardErrorNull;

    /// <summary>Two-sided p-value of <see cref="Z"/>.</summary>
    public double P => Distributions.TwoSided(Z);

    internal static CohenResult Undefined(long n) => new(Estimate.Undefined(n, "asymptotic"), double.NaN, double.NaN);
}

/// <summary>Two annotators who labelled the same items.</summary>
/// <param name="A">Index of the first annotator.</param>
/// <param name="B">Index of the second annotator.</param>
/// <param name="Agreement">Share of equal labels; n is the number of common items.</param>
/// <param name="Cohen">Their kappa.</param>
public readonly record struct AnnotatorPair(int A, int B, Estimate Agreement, CohenResult Cohen);

/// <summary>Cohen's kappa: agreement of two annotators beyond chance.</summary>
/// <remarks>Source: Cohen 1960 and 1968; standard errors of Fleiss, Cohen and Everitt 1969.</remarks>
public static class CohenKappa
{
    /// <summary>From a square table of counts, first annotator in rows.</summary>
    /// <param name="counts">k times k counts, row by row.</param>
    /// <param name="k">Number of categories, at least 1.</param>
    /// <param name="weights">How bad a near miss is.</param>
    /// <param name="values">Position of each category for the distances; empty takes 0, 1, 2 ...</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <returns>Undefined on no items, and where chance agreement is complete (both used one category only).</returns>
    public static CohenResult Of(ReadOnlySpan<long> counts, int k, KappaWeights weights = KappaWeights.Identity, ReadOnlySpan<double> values = default, double level = 0.95)
    {
        Check.Level(level);
        Check.SameLength(counts.Length, k * k);
        long n = 0;
        double[] rows = new double[k], columns = new double[k];
        for (var i = 0; i < k * k; i++)
        {
            n += counts[i];
            rows[i / k] += counts[i];
            columns[i % k] += counts[i];
        }

        if (n == 0)
        {
            return CohenResult.Undefined(0);
        }

        var w = AgreementWeights.Of(weights, k, values);
        double[] meanRow = new double[k], meanColumn = new double[k];
        double observed = 0, expected = 0;
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                observed += w[(i * k) + j] * counts[(i * k) + j] / n;
                expected += w[(i * k) + j] * rows[i] * columns[j] / ((double)n * n);
                meanRow[i] += w[(i * k) + j] * columns[j] / n;
                meanColumn[j] += w[(i * k) + j] * rows[i] / n;
            }
        }

        if (1 - expected < 1e-12)
        {
            return CohenResult.Undefined(n);
        }

        var kappa = (observed - expected) / (1 - expected);
        double variance = 0, nullVariance = 0;
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                var lean = meanRow[i] + meanColumn[j];
                variance += counts[(i * k) + j] / (double)n * Math.Pow(w[(i * k) + j] - (lean * (1 - kappa)), 2);
                nullVariance += rows[i] * columns[j] / ((double)n * n) * Math.Pow(w[(i * k) + j] - lean, 2);
            }
        }

        var scale = n * Math.Pow(1 - expected, 2);
        var se = Math.Sqrt(Math.Max(0, variance - Math.Pow(kappa - (expected * (1 - kappa)), 2)) / scale);
        var half = Distributions.Z(level) * se;
        return new CohenResult(
            new Estimate(kappa, n, Math.Max(-1, kappa - half), Math.Min(1, kappa + half), level, "asymptotic"),
            se,
            Math.Sqrt(Math.Max(0, nullVariance - (expected * expected)) / scale));
    }

    /// <summary>From two lists of codes; negative codes are missing and such pairs left out.</summary>
    /// <param name="first">Codes of the first annotator.</param>
    /// <param name="second">Codes of the second annotator for the same items.</param>
    /// <param name="k">Number of categories.</param>
    /// <param name="weights">How bad a near miss is.</param>
    /// <param name="values">Position of each category; empty takes 0, 1, 2 ...</param>
    /// <param name="level">Coverage in (0, 1).</param>
    public static CohenResult Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int k, KappaWeights weights = KappaWeights.Identity, ReadOnlySpan<double> values = default, double level = 0.95)
    {
        Check.SameLength(first.Length, second.Length);
        var counts = new long[k * k];
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] >= 0 && second[i] >= 0)
            {
                counts[(first[i] * k) + second[i]]++;
            }
        }

        return Of(counts, k, weights, values, level);
    }

    /// <summary>Every pair of annotators with common items; of several labels of one item by one annotator the first counts.</summary>
    public static IReadOnlyList<AnnotatorPair> Pairs(RatingTable table, KappaWeights weights = KappaWeights.Identity, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        var k = table.Categories.Count;
        var tables = new SortedDictionary<(int A, int B), long[]>();
        for (var i = 0; i < table.Items; i++)
        {
            var people = table.AnnotatorsOf(i);
            var codes = table.CodesOf(i);
            for (var x = 0; x < people.Length; x++)
            {
                for (var y = 0; y < people.Length; y++)
                {
                    if (people[x] < people[y] && people[..x].IndexOf(people[x]) < 0 && people[..y].IndexOf(people[y]) < 0)
                    {
                        if (!tables.TryGetValue((people[x], people[y]), out var counts))
                        {
                            tables[(people[x], people[y])] = counts = new long[k * k];
                        }

                        counts[(codes[x] * k) + codes[y]]++;
                    }
                }
            }
        }

        double[] values = [.. table.CategoryValues];
        return [.. tables.Select(pair => new AnnotatorPair(pair.Key.A, pair.Key.B, Diagonal(pair.Value, k, level), Of(pair.Value, k, weights, values, level)))];
    }

    private static Estimate Diagonal(long[] counts, int k, double level)
    {
        long equal = 0;
        for (var c = 0; c < k; c++)
        {
            equal += counts[(c * k) + c];
        }

        return Proportion.Wilson(equal, counts.Sum(), level);
    }
}

internal sealed class CohenKappaStatistic() : Statistic(
    new Descriptor
    {
        Id = "cohen_kappa",
        Name = "Cohen's kappa",
        Family = "Agreement",
        Meaning = "How far two annotators agree beyond chance: 1 is perfect, 0 is what guessing gives.",
        Unit = "none",
        Range = (-1, 1),
        Direction = Direction.HigherIsBetter,
        Inputs =
        [
            new Input("first", Shape.Labels, "Labels of the first annotator.", MayMiss: true),
            new Input("second", Shape.Labels, "Labels of the second annotator.", MayMiss: true, SameLengthAs: "first"),
        ],
        Parameters = [AgreementInputs.Weights, CommonParameters.Level],
        EdgeCases = "Items that one of the two left out are skipped; undefined where none is left or both used one category only.",
        Source = "Cohen 1960, 1968; Fleiss, Cohen and Everitt 1969.",
        Example = """{"first": [1, 2, 3, 1, 2, 3, 1, 2], "second": [1, 2, 3, 2, 2, 3, 1, 3], "weights": "linear"}""",
    },
    inputs =>
    {
        string?[] first = inputs.Labels("first"), second = inputs.Labels("second");
        var (names, values) = CategoryOrder.Of([.. first, .. second]);
        int[] Codes(string?[] labels) => [.. labels.Select(l => string.IsNullOrEmpty(l) ? -1 : Array.IndexOf(names, l))];
        var result = CohenKappa.Of(Codes(first), Codes(second), names.Length, inputs.ReadWeights(), values, inputs.Number("level"));
        return StatisticResult.Of(result.Kappa, ("standard_error", result.StandardError), ("standard_error_null", result.StandardErrorNull), ("p", result.P));
    });
