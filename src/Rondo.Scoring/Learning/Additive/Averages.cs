namespace Rondo.Engines.Learning.Additive;

/// <summary>What each shape adds on average over rows: the point from which explanations count.</summary>
internal static class Averages
{
    public static double[] Of(Shape[] shapes, FeatureMatrix features, int outputs)
    {
        var average = new double[shapes.Length * outputs];
        for (var row = 0; row < features.Rows; row++)
        {
            var dense = features.Row(row);
            for (var i = 0; i < shapes.Length; i++)
            {
                shapes[i].Add(dense[i], average.AsSpan(i * outputs, outputs));
            }
        }

        for (var i = 0; i < average.Length; i++)
        {
            average[i] /= features.Rows;
        }

        return average;
    }
}
