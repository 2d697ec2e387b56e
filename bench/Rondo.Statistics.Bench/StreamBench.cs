namespace Rondo.Statistics.Bench;

/// <summary>Nanoseconds an event, beside a dependent add over the same doubles.</summary>
internal static class StreamBench
{
    internal static void Run()
    {
        var random = new SeededRandom(1);
        double[] errors = new double[4_000_000], values = new double[errors.Length];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = random.NextDouble() < 0.2 ? 1 : 0;
            values[i] = random.NextNormal();
        }

        Measure.Run("streams", "dependent add", errors.Length, () =>
        {
            double sum = 0;
            foreach (var x in values)
            {
                sum += x;
            }

            return sum;
        });
        Go("page_hinkley", new PageHinkley(), values);
        Go("ddm", new Ddm(), errors);
        Go("eddm", new Eddm(), errors);
        Go("hddm_a", new HddmA(), errors);
        Go("hddm_w", new HddmW(), errors);
        Go("adwin", new Adwin(), errors);
        Go("adwin on normal values", new Adwin(), values);
        Go("cusum", new Cusum(), values);
    }

    private static void Go(string name, StreamDetector detector, double[] values) => Measure.Run("streams", name, values.Length, () =>
    {
        detector.Reset();
        var count = 0;
        foreach (var x in values)
        {
            count += detector.Update(x) ? 1 : 0;
        }

        return count;
    });
}
