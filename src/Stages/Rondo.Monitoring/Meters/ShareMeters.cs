using System.Globalization;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Statistics;

namespace Rondo.Monitoring.Meters;

/// <summary>Share of answers that the fallback gave.</summary>
internal sealed class FallbackMeter(IFactStore facts) : IMeter
{
    public MonitorMetric Metric => MonitorMetric.FallbackRate;

    public async ValueTask<Reading?> ReadAsync(Watch watch, CancellationToken cancellation)
    {
        long all = 0, fallback = 0;
        await foreach (var fact in facts.ReadAsync(new FactQuery(watch.Product, FactKinds.Prediction) { Release = watch.Release.Id, From = watch.From, To = watch.To }, cancellation))
        {
            // From the holdout the model is kept on purpose; that is no failure.
            if (fact.Arm == Arms.Holdout)
            {
                continue;
            }

            all++;
            // A score means that the model answered; only the others need their record read.
            fallback += fact.Value is null && JsonSerializer.Deserialize<PredictionRecord>(fact.Body, RondoJson.Options)?.Source == DecisionSource.Fallback ? 1 : 0;
        }

        return Shares.Judge(watch, fallback, all, "answers came from the fallback");
    }
}

/// <summary>Share of feedback that is unhappy.</summary>
internal sealed class ComplaintMeter(IFactStore facts) : IMeter
{
    public MonitorMetric Metric => MonitorMetric.Complaints;

    public async ValueTask<Reading?> ReadAsync(Watch watch, CancellationToken cancellation)
    {
        long all = 0, unhappy = 0;
        await foreach (var fact in facts.ReadAsync(new FactQuery(watch.Product, FactKinds.Feedback) { Release = watch.Release.Id, From = watch.From, To = watch.To }, cancellation))
        {
            all++;
            unhappy += fact.Value == 0 ? 1 : 0;
        }

        return Shares.Judge(watch, unhappy, all, "pieces of feedback were unhappy");
    }
}

/// <summary>What a share that should be small says.</summary>
internal static class Shares
{
    public static Reading? Judge(Watch watch, long bad, long all, string words)
    {
        if (all == 0)
        {
            return null;
        }

        var value = Proportion.Wilson(bad, all).ToWire();
        var side = Bounds.Ceiling(value, watch.Limit);
        return new Reading(value, side, string.Create(CultureInfo.InvariantCulture, $"{bad} of {all} {words} {watch.Window} at {watch.Release.Id}: {Bounds.Text(value)}; the limit is {watch.Limit:0.00}: {Bounds.Verdict(side, "above")}."));
    }
}
