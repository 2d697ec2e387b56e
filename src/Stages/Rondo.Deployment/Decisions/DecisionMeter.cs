using System.Diagnostics;
using System.Diagnostics.Metrics;
using Rondo.Contracts;

namespace Rondo.Deployment.Decisions;

/// <summary>
/// How many decisions are made, where they come from and what they take, for whoever watches the program. Every label is
/// bounded by what people wrote into the ledger: no entity and no caller is ever one.
/// </summary>
internal sealed class DecisionMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Rondo.Deployment";

    // From half a millisecond to the longest budget that a release is likely to have.
    private static readonly InstrumentAdvice<double> Answering = new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] };

    // A minute, an hour, a day, a week, a month, a quarter: truth takes its time.
    private static readonly InstrumentAdvice<double> Learning = new() { HistogramBucketBoundaries = [60, 3_600, 86_400, 604_800, 2_592_000, 7_776_000] };

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _outcomes;
    private readonly Counter<long> _shadowsDropped;
    private readonly Counter<long> _lost;
    private readonly Histogram<double> _seconds;
    private readonly Histogram<double> _delay;

    public DecisionMeter()
    {
        _decisions = _meter.CreateCounter<long>("model.predictions", "{prediction}", "Decisions given, by who answered: model, fallback or human.");
        _outcomes = _meter.CreateCounter<long>("model.outcomes", "{outcome}", "Outcomes received, by what became of them.");
        _shadowsDropped = _meter.CreateCounter<long>("model.shadow.dropped", "{request}", "Requests that a shadow could not keep up with.");
        _lost = _meter.CreateCounter<long>("model.predictions.lost", "{prediction}", "Decisions that could not be made durable: refused or given unkept, by the loss policy.");
        _seconds = _meter.CreateHistogram("model.prediction.duration", "s", "Time of a decision, by step: score (find the arm, ask its model) and commit (make it durable).", [], Answering);
        _delay = _meter.CreateHistogram("label.delay", "s", "Time from a decision to its outcome.", [], Learning);
    }

    /// <summary>One decision was made.</summary>
    public void Decided(string product, DecisionAnswer answer, double milliseconds)
    {
        var tags = new TagList
        {
            { "model", product },
            { "version", answer.Release },
            { "endpoint", answer.Variant },
            { "outcome", WireWords.Write(answer.Source) },
            { "reason", answer.ReasonCode ?? "" },
        };
        _decisions.Add(1, tags);
        _seconds.Record(milliseconds / 1000, new TagList { { "model", product }, { "version", answer.Release }, { "step", "score" } });
    }

    /// <summary>Shows how many requests wait for a shadow.</summary>
    public void WatchShadows(Func<int> waiting) =>
        _meter.CreateObservableGauge("model.shadow.waiting", waiting, "{request}", "Requests that wait for a shadow to score them.");

    /// <summary>Decisions became durable together.</summary>
    public void Kept(string product, TimeSpan took) => _seconds.Record(took.TotalSeconds, new TagList { { "model", product }, { "step", "commit" } });

    /// <summary>Decisions could not be made durable.</summary>
    public void Lost(string product, long count) => _lost.Add(count, new TagList { { "model", product } });

    /// <summary>Outcomes were received; <paramref name="fate"/> is what became of them.</summary>
    public void Outcomes(string product, string fate, long count) => _outcomes.Add(count, new TagList { { "model", product }, { "fate", fate } });

    /// <summary>The truth about a decision came.</summary>
    public void Known(string product, TimeSpan delay) => _delay.Record(delay.TotalSeconds, new TagList { { "model", product } });

    /// <summary>A shadow lost a request.</summary>
    public void ShadowDropped(string product) => _shadowsDropped.Add(1, new TagList { { "model", product } });

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
