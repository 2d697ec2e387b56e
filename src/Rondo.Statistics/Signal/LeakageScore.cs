namespace Rondo.Statistics;

/// <summary>Why a column is suspected of holding the answer.</summary>
/// <param name="Score">0 is harmless, 1 is the answer itself.</param>
/// <param name="ValueAuc">How well its values separate the target.</param>
/// <param name="MissingAuc">How well the mere fact that it is missing separates the target.</param>
/// <param name="Suspicious">True where either separates it, on the bound, better than a column known beforehand plausibly can.</param>
public readonly record struct Leakage(double Score, Estimate ValueAuc, Estimate MissingAuc, bool Suspicious);

/// <summary>Columns that know the answer because they were filled in after it, or by it.</summary>
/// <remarks>Source: Kaufman et al. 2012, "Leakage in data mining".</remarks>
public static class LeakageScore
{
    /// <summary>Areas from here on are called suspicious: a convention of this library; real single columns rarely pass 0.9.</summary>
    public const double SuspiciousArea = 0.97;

    /// <summary>Judges a column of numbers; NaN is missing.</summary>
    public static Leakage Of(ReadOnlySpan<double> values, ReadOnlySpan<bool> target, double limit = SuspiciousArea, double level = 0.95)
    {
        var missing = new double[values.Length];
        for (var i = 0; i < missing.Length; i++)
        {
            missing[i] = double.IsNaN(values[i]) ? 1 : 0;
        }

        return Judge(UnivariateSignal.Auc(values, target, level), UnivariateSignal.Auc(missing, target, level), limit);
    }

    /// <summary>Judges a column of categories; null is missing.</summary>
    public static Leakage Of(IReadOnlyList<string?> values, ReadOnlySpan<bool> target, double limit = SuspiciousArea, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] missing = [.. values.Select(v => v is null ? 1.0 : 0)];
        return Judge(UnivariateSignal.Auc(values, target, level), UnivariateSignal.Auc(missing, target, level), limit);
    }

    private static Leakage Judge(Estimate value, Estimate missing, double limit)
    {
        static double Strength(Estimate e) => e.IsDefined ? 2 * Math.Abs(e.Value - 0.5) : 0;
        static double Bound(Estimate e) => !e.IsDefined ? 0.5 : e.Value >= 0.5 ? e.Low : 1 - e.High;
        return new Leakage(Math.Max(Strength(value), Strength(missing)), value, missing, Bound(value) >= limit || Bound(missing) >= limit);
    }
}

internal sealed class LeakageStatistic() : Statistic(
    new Descriptor
    {
        Id = "leakage",
        Name = "Leakage score",
        Family = "Signal",
        Meaning = "How much one column alone gives the answer away; near 1 it was probably filled in after the answer was known.",
        Unit = "none",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs = [new Input("values", Shape.Numbers, "The column.", MayMiss: true), new Input("target", Shape.Flags, "What is to be predicted.", SameLengthAs: "values")],
        Parameters = [new Parameter("limit", "Area from which on a column is suspicious.", "0.97", 0.5, 1), CommonParameters.Level],
        MinimumSample = 2,
        EdgeCases = "Undefined where the target holds one class. Missing values are judged by themselves.",
        Source = "Kaufman et al. 2012.",
        Example = """{"values": [1, 2, 3, 4, 5, 6, null, null], "target": [0, 0, 1, 0, 1, 1, 1, 0]}""",
    },
    inputs =>
    {
        bool[] target = inputs.Flags("target");
        if (target.Distinct().Count() < 2)
        {
            return StatisticResult.Undefined("The target holds one class only.", target.Length);
        }

        var leakage = LeakageScore.Of(inputs.Numbers("values"), target, inputs.Number("limit"), inputs.Number("level"));
        return StatisticResult.Of(
            new Estimate(leakage.Score, target.Length, double.NaN, double.NaN, inputs.Number("level"), "none"),
            ("value_auc", leakage.ValueAuc.Value), ("missing_auc", leakage.MissingAuc.Value), ("suspicious", leakage.Suspicious ? 1 : 0));
    });
