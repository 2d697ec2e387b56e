using System.Diagnostics;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Statistics;

namespace Rondo.Modeling.Promises;

/// <summary>The 95th percentile of the time that scoring one row takes in this process, measured row by row.</summary>
internal sealed class LatencyMeter : IPromiseMeter
{
    private const int MaxRows = 500;
    private const int WarmUp = 50;

    public PromiseMetric Metric => PromiseMetric.LatencyMs;

    public Statistics.Estimate Measure(JudgedRows rows, Promise promise)
    {
        var n = Math.Min(MaxRows, rows.Table.RowCount);
        var times = new List<double>(n);
        for (var i = 0; i < WarmUp + n; i++)
        {
            var one = rows.Table.Take([i % rows.Table.RowCount]);
            var started = Stopwatch.GetTimestamp();
            rows.Package.Score(rows.Package.Space.Encode(one));
            if (i >= WarmUp)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        return Bootstrap.Percentile(times.Count, drawn => Percentile95(times, drawn));
    }

    /// <summary>Smallest time at which 95 % of the draws are reached; <paramref name="drawn"/> says how often each time was drawn.</summary>
    private static double Percentile95(List<double> sorted, ReadOnlySpan<int> drawn)
    {
        var reached = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            reached += drawn[i];
            if (reached >= 0.95 * sorted.Count)
            {
                return sorted[i];
            }
        }

        return sorted[^1];
    }
}
