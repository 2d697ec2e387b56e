using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Statistics;
using Estimate = Rondo.Contracts.Estimate;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Learning.Loops;

/// <summary>One side of a comparison over time: a release and a window.</summary>
/// <param name="Release">Release.</param>
/// <param name="Threshold">Its threshold.</param>
/// <param name="From">Start.</param>
/// <param name="To">End, exclusive.</param>
internal sealed record Side(string Release, double Threshold, DateTimeOffset From, DateTimeOffset To);

/// <summary>Measures whether a loop helped: the metric as it turned out before the signal, and after the change.</summary>
internal sealed class EffectMeasure(IFactStore facts)
{
    public static readonly ProblemCode EffectNotMeasurable = new("effect_not_measurable", 409, "It cannot be told yet whether it helped");
    public static readonly ProblemCode UnknownMetric = new("unknown_metric", 400, "This metric is not measured from outcomes");

    private const double DefaultMaturity = 0.8;
    private const double DefaultWindowDays = 7;

    /// <summary>Windows looked back at for one that is mature.</summary>
    private const int MostBack = 26;

    /// <summary>Measures both sides and says what they show.</summary>
    public async ValueTask<Answer<LoopEffect>> MeasureAsync(ProductState state, Loop loop, string metric, DateTimeOffset now, CancellationToken cancellation)
    {
        if (metric is not ("recall" or "precision" or "accuracy"))
        {
            return new Refusal(UnknownMetric, $"'{(metric.Length > 80 ? metric[..80] : metric)}' is not measured from outcomes.", "Choose recall, precision or accuracy.") { Fields = ["metric"] };
        }

        var incident = state.Find<Incident>(loop.Signal.Id)?.Body;
        var monitor = incident is null ? null : state.Find<Monitor>(incident.Monitor)?.Body;
        var length = TimeSpan.FromDays(monitor?.WindowDays ?? DefaultWindowDays);
        var maturity = monitor?.MinimumMaturity ?? DefaultMaturity;
        if (Before(state, loop, incident, length) is not { } before || After(state, loop, before.Release) is not { } release)
        {
            return new Refusal(EffectNotMeasurable, "No release was live when the signal came, so there is nothing to compare with.", "Close the loop once a release has met users.");
        }

        var positive = state.Find<SuccessContract>()?.Body.Positive ?? "";
        var then = await RealisedDecisions.ReadAsync(facts, state.Product, before.Release, positive, before.From, before.To, now, cancellation);
        var today = await NewestMatureAsync(state.Product, positive, release, length, maturity, now, cancellation);
        if (today.Found is null)
        {
            return new Refusal(EffectNotMeasurable, string.Create(CultureInfo.InvariantCulture, $"{release.Release} gave {today.Seen} scored answers since {release.From:yyyy-MM-dd}, and of no window enough outcomes are known (at least {maturity:P0} are needed)."), "Wait for outcomes, or record them, and close the loop then.");
        }

        var (first, second) = (Measure(metric, then.Counts(before.Threshold)), Measure(metric, today.Found.Counts(release.Threshold)));
        return first.Value is null || second.Value is null
            ? new Refusal(EffectNotMeasurable, $"The {metric} {(first.Value is null ? "before" : "after")} the change rests on {(first.Value is null ? first.N : second.N)} cases; it cannot be computed.", "Wait for outcomes, or record them, and close the loop then.")
            : new LoopEffect(metric, first, second, Sentence(metric, first, second), now);
    }

    /// <summary>What both sides show, honest where they show nothing.</summary>
    internal static string Sentence(string metric, Estimate before, Estimate after)
    {
        var name = char.ToUpperInvariant(metric[0]) + metric[1..];
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{name} was {Text(before)} on {before.N} cases and is {Text(after)} on {after.N}");
        return after.Low > before.High ? $"{numbers}: better, the intervals do not overlap."
            : after.High < before.Low ? $"{numbers}: worse, the intervals do not overlap."
            : $"{numbers}: not shown to differ, the intervals overlap.";
    }

    /// <summary>Where the signal was measured: the incident's window, or the last one before any other signal.</summary>
    internal static Side? Before(ProductState state, Loop loop, Incident? incident, TimeSpan length)
    {
        if (incident is not null)
        {
            return new Side(incident.Release, ThresholdOf(state, incident.Release), incident.Point.From, incident.Point.To);
        }

        var live = state.Entries.LastOrDefault(entry => entry.Kind == Release.Kind && entry.At <= loop.Signal.At && state.Read<Release>(entry).Body.Step is (ReleaseStep.Full or ReleaseStep.Percentage));
        return live is null ? null : new Side(live.Id, ThresholdOf(state, live.Id), loop.Signal.At - length, loop.Signal.At);
    }

    /// <summary>Where it is measured again: the release that the loop brought to users, else the same one after the decision.</summary>
    internal static Side? After(ProductState state, Loop loop, string before)
    {
        var made = loop.Changes.Where(change => change.Document.Kind == Release.Kind).Select(change => change.Document.Id).Distinct().LastOrDefault(id => LiveSince(state, id) is not null);
        return made is null
            ? new Side(before, ThresholdOf(state, before), loop.Decision?.At ?? loop.Signal.At, DateTimeOffset.MaxValue)
            : new Side(made, ThresholdOf(state, made), LiveSince(state, made)!.Value, DateTimeOffset.MaxValue);
    }

    private static DateTimeOffset? LiveSince(ProductState state, string release) =>
        state.History(Release.Kind, release).FirstOrDefault(entry => state.Read<Release>(entry).Body.Step is ReleaseStep.Percentage or ReleaseStep.Full)?.At;

    private static double ThresholdOf(ProductState state, string release) => state.Find<Release>(release)?.Body.Threshold ?? 0.5;

    private async ValueTask<(RealisedDecisions? Found, long Seen)> NewestMatureAsync(string product, string positive, Side side, TimeSpan length, double maturity, DateTimeOffset now, CancellationToken cancellation)
    {
        long seen = 0;
        var to = now;
        for (var i = 0; i < MostBack && to > side.From; i++, to -= length)
        {
            var from = to - length > side.From ? to - length : side.From;
            var window = await RealisedDecisions.ReadAsync(facts, product, side.Release, positive, from, to, now, cancellation);
            seen += window.Decisions.Count;
            if (window.Maturity >= maturity)
            {
                return (window, seen);
            }
        }

        return (null, seen);
    }

    private static Estimate Measure(string metric, ConfusionCounts counts) => (metric switch
    {
        "precision" => counts.Precision(),
        "accuracy" => counts.Accuracy(),
        _ => counts.Recall(),
    }).ToWire();

    private static string Text(Estimate value) => string.Create(CultureInfo.InvariantCulture, $"{value.Value:0.00} ({value.Low:0.00} to {value.High:0.00})");
}
