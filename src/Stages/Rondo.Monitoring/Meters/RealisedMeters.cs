using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Monitoring.Monitors;
using Rondo.Statistics;
using Estimate = Rondo.Statistics.Estimate;

namespace Rondo.Monitoring.Meters;

/// <summary>Recall as it turned out, from late outcomes.</summary>
internal sealed class RecallMeter(IFactStore facts) : RealisedMeter(facts)
{
    public override MonitorMetric Metric => MonitorMetric.Recall;

    protected override string Counted => "positives";

    protected override Estimate Measure(ConfusionCounts counts) => counts.Recall();
}

/// <summary>Precision as it turned out, from late outcomes.</summary>
internal sealed class PrecisionMeter(IFactStore facts) : RealisedMeter(facts)
{
    public override MonitorMetric Metric => MonitorMetric.Precision;

    protected override string Counted => "alarms";

    protected override Estimate Measure(ConfusionCounts counts) => counts.Precision();
}

/// <summary>
/// Judges a window when enough of its outcomes are known. A younger one is shown and raises no alarm: early outcomes
/// are not a fair sample (who leaves at once is known at once).
/// </summary>
internal abstract class RealisedMeter(IFactStore facts) : IMeter
{
    public abstract MonitorMetric Metric { get; }

    public bool NeedsOutcomes => true;

    protected abstract string Counted { get; }

    public async ValueTask<Reading?> ReadAsync(Watch watch, CancellationToken cancellation)
    {
        var positive = watch.State.Find<SuccessContract>()?.Body.Positive ?? "";
        var among = watch.Monitor.Body.Cohort.Length == 0 ? null : CohortFilter.Of(watch.State, watch.Monitor.Body.Cohort);
        if (among is null && watch.Monitor.Body.Cohort.Length > 0)
        {
            return null;
        }

        var realised = await RealisedDecisions.ReadAsync(facts, watch.Product, watch.Release.Id, positive, watch.From, watch.To, watch.AsOf, cancellation, among);
        return Judge(watch, realised);
    }

    internal Reading? Judge(Watch watch, RealisedDecisions realised)
    {
        if (realised.Maturity is not { } maturity)
        {
            return null;
        }

        var value = Measure(realised.Counts(watch.Release.Body.Threshold ?? 0.5)).ToWire();
        var immature = maturity < watch.Monitor.Body.MinimumMaturity;
        var side = Bounds.Floor(value, watch.Limit);
        var known = string.Create(CultureInfo.InvariantCulture, $"{maturity:P0} of {realised.Decisions.Count} outcomes known");
        var name = char.ToUpperInvariant(Words.Of(Metric)[0]) + Words.Of(Metric)[1..] + (watch.Monitor.Body.Cohort.Length > 0 ? $" in cohort '{watch.Monitor.Body.Cohort}'" : "");
        var sentence = value.Value is null
                ? $"{name} of {watch.Release.Id} {watch.Window} cannot be told: no {Counted} yet, {known}."
            : immature
                ? string.Create(CultureInfo.InvariantCulture, $"{name} of {watch.Release.Id} {watch.Window} looks like {Bounds.Text(value)}, but only {known}: too early to judge.")
                : string.Create(CultureInfo.InvariantCulture, $"{name} of {watch.Release.Id} {watch.Window} was {Bounds.Text(value)} on {value.N} {Counted}, {known}; the limit is {watch.Limit:0.00}: {Bounds.Verdict(side, "below")}.");
        return new Reading(value, side, sentence) { Maturity = maturity, Immature = immature };
    }

    protected abstract Estimate Measure(ConfusionCounts counts);
}
