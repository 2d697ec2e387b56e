namespace Rondo.Statistics;

/// <summary>Entropy of a distribution over labels, in nats: 0 is sure, ln k is no idea.</summary>
/// <remarks>Source: Shannon 1948.</remarks>
public static class LabelEntropy
{
    /// <summary>Entropy of shares or counts; they need not sum to 1. NaN where they sum to 0.</summary>
    public static double Of(ReadOnlySpan<double> shares)
    {
        double total = 0, sum = 0;
        foreach (var share in shares)
        {
            total += share;
        }

        foreach (var share in shares)
        {
            sum -= share > 0 ? share / total * Math.Log(share / total) : 0;
        }

        return total > 0 ? sum : double.NaN;
    }
}

internal sealed class LabelEntropyStatistic() : Statistic(
    new Descriptor
    {
        Id = "label_entropy",
        Name = "Label entropy",
        Family = "Aggregation",
        Meaning = "How much doubt the labels of one item leave: 0 when all agree, largest when all differ.",
        Unit = "nats",
        Range = (0, double.PositiveInfinity),
        Direction = Direction.LowerIsBetter,
        Inputs = [new Input("labels", Shape.Labels, "All labels of one item.")],
        Parameters = [CommonParameters.Level, CommonParameters.Resamples(200), CommonParameters.Seed],
        EdgeCases = "Undefined on empty input. One label or equal labels give 0.",
        Source = "Shannon 1948.",
        Example = """{"labels": ["Yes", "No", "Maybe"]}""",
    },
    inputs =>
    {
        long[] counts = [.. inputs.Labels("labels").CountBy(l => l!).Select(c => (long)c.Value)];
        static double Entropy(ReadOnlySpan<long> c)
        {
            var shares = new double[c.Length];
            for (var i = 0; i < c.Length; i++)
            {
                shares[i] = c[i];
            }

            return LabelEntropy.Of(shares);
        }

        var draws = CellBootstrap.Draws(counts, counts.Sum(), Entropy, inputs.Integer("resamples"), inputs.ReadSeed());
        return StatisticResult.Of(Bootstrap.FromDraws(Entropy(counts), counts.Sum(), draws, inputs.Number("level"), "bootstrap"));
    });
