using Rondo.Contracts;
using Rondo.Kernel.Facts;

namespace Rondo.Monitoring.Meters;

/// <summary>Whether requests still arrive. A feature that nobody asks fails quietly.</summary>
internal sealed class RequestFlowMeter(IFactStore facts) : IMeter
{
    public MonitorMetric Metric => MonitorMetric.RequestFlow;

    public async ValueTask<Reading?> ReadAsync(Watch watch, CancellationToken cancellation)
    {
        // A window that began before the release did says nothing about a stop.
        if (watch.From < watch.LiveSince)
        {
            return null;
        }

        var count = await facts.CountAsync(new FactQuery(watch.Product, FactKinds.Prediction) { Release = watch.Release.Id, From = watch.From, To = watch.To }, cancellation);
        return Flow.Judge(watch, count, "request", $"{watch.Release.Id} met");
    }
}

/// <summary>Whether outcomes still arrive. Without them nobody knows whether the model is right.</summary>
internal sealed class TruthFlowMeter(IFactStore facts) : IMeter
{
    public MonitorMetric Metric => MonitorMetric.TruthFlow;

    public async ValueTask<Reading?> ReadAsync(Watch watch, CancellationToken cancellation)
    {
        // Outcomes are late by nature: only predictions that were there before the window began are due.
        var due = await facts.CountAsync(new FactQuery(watch.Product, FactKinds.Prediction) { Release = watch.Release.Id, To = watch.From }, cancellation);
        if (due == 0)
        {
            return null;
        }

        var count = await facts.CountAsync(new FactQuery(watch.Product, FactKinds.Outcome) { Release = watch.Release.Id, From = watch.From, To = watch.To }, cancellation);
        var known = await facts.CountAsync(new FactQuery(watch.Product, FactKinds.Outcome) { Release = watch.Release.Id, To = watch.From }, cancellation);
        return known >= due
            ? new Reading(Bounds.Counted(count), Side.Within, $"Every prediction of {watch.Release.Id} that is old enough has its outcome; none was due {watch.Window}.")
            : Flow.Judge(watch, count, "outcome", $"{due - known} predictions of {watch.Release.Id} were waiting, and there came");
    }
}

/// <summary>What a count that should not dry up says.</summary>
internal static class Flow
{
    public static Reading Judge(Watch watch, long count, string what, string who)
    {
        var side = count < watch.Limit ? Side.Beyond : Side.Within;
        return new Reading(Bounds.Counted(count), side, $"{who} {count} {what}{(count == 1 ? "" : "s")} {watch.Window}; at least {watch.Limit:0} {(watch.Limit == 1 ? "is" : "are")} expected{(side == Side.Beyond ? ": the flow has stopped" : "")}.");
    }
}
