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

    /// <summary>Histogram of a decision's time.</summary>
    public const string Duration = "model.prediction.duration";

    /// <summary>Histogram of the time until the truth is known.</summary>
    public const string LabelDelay = "label.delay";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _outcomes;
    private readonly Counter<long> _shadowsDropped;
    private readonly Histogram<double> _seconds;
    private readonly Histogram<double> _delay;

    public DecisionMeter()
    {
        _decisions = _meter.CreateCounter<long>("model.predictions", "{prediction}", "Decisions given, by who answered: model, fallback or human.");
        _outcomes = _meter.CreateCounter<long>("model.outcomes", "{outcome}", "Outcomes received, by what became of them.");
        _shadowsDropped = _meter.CreateCounter<long>("model.shadow.dropped", "{request}", "Requests that a shadow could not keep up with.");
        _seconds = _meter.CreateHistogram<double>(Duration, "s", "Time of a decision, by step: score (find the arm, ask its model) and commit (make it durable).");
        _delay = _meter.CreateHistogram<double>(LabelDelay, "s", "Time from a decision to its outcome.");
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
        _seconds.Record(milliseconds / 1000, new TagList { { "model", product }, { "step", "score" } });
    }

    /// <summary>Decisions became durable together.</summary>
    public void Kept(string product, TimeSpan took) => _seconds.Record(took.TotalSeconds, new TagList { { "model", product }, { "step", "commit" } });

    /// <summary>Outcomes were received; <paramref name="fate"/> is what became of them.</summary>
    public void Outcomes(string product, string fate, long count) => _outcomes.Add(count, new TagList { { "model", product }, { "fate", fate } });

    /// <summary>The truth about a decision came.</summary>
    public void Known(string product, TimeSpan delay) => _delay.Record(delay.TotalSeconds, new TagList { { "model", product } });

    /// <summary>A shadow lost a request.</summary>
    public void ShadowDropped(string product) => _shadowsDropped.Add(1, new TagList { { "model", product } });

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
