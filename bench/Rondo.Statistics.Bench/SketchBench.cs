namespace Rondo.Statistics.Bench;

/// <summary>Nanoseconds a value.</summary>
internal static class SketchBench
{
    internal static void Run()
    {
        var random = new SeededRandom(1);
        double[] values = new double[4_000_000];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextNormal();
        }

        Measure.Run("sketches", "quantiles", values.Length, () =>
        {
            var sketch = new QuantileSketch();
            foreach (var x in values)
            {
                sketch.Add(x);
            }

            return sketch.Quantile(0.5);
        });
        Measure.Run("sketches", "moments", values.Length, () =>
        {
            var sketch = new MomentSketch();
            foreach (var x in values)
            {
                sketch.Add(x);
            }

            return sketch.Variance;
        });
        Measure.Run("sketches", "histogram of 10 bins", values.Length, () =>
        {
            var sketch = new HistogramSketch([-1.28, -0.84, -0.52, -0.25, 0, 0.25, 0.52, 0.84, 1.28]);
            sketch.AddAll(values);
            return sketch.Counts[0];
        });
        Measure.Run("sketches", "distinct", values.Length, () =>
        {
            var sketch = new DistinctSketch();
            foreach (var x in values)
            {
                sketch.Add(x);
            }

            return sketch.Count().Value;
        });
    }
}
