namespace Rondo.Statistics;

/// <summary>Credit between 0 and 1 for two labels: 1 where equal, less the further apart.</summary>
internal static class AgreementWeights
{
    internal static double[] Of(KappaWeights kind, int k, ReadOnlySpan<double> values = default)
    {
        var positions = new double[k];
        for (var c = 0; c < k; c++)
        {
            positions[c] = values.IsEmpty ? c : values[c];
        }

        var width = k == 0 ? 0 : positions.Max() - positions.Min();
        var weights = new double[k * k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                var distance = width > 0 ? Math.Abs(positions[i] - positions[j]) / width : 0;
                weights[(i * k) + j] = i == j ? 1 : kind switch
                {
                    KappaWeights.Linear => 1 - distance,
                    KappaWeights.Quadratic => 1 - (distance * distance),
                    _ => 0,
                };
            }
        }

        return weights;
    }
}
