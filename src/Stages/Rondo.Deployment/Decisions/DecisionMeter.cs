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

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _outcomes;
    private readonly Counter<long> _shadowsDropped;
    private readonly Histogram<double> _seconds;

    public DecisionMeter()
    {
        _decisions = _meter.CreateCounter<long>("rondo.decisions", "{decision}", "Decisions given, by where they came from.");
        _outcomes = _meter.CreateCounter<long>("rondo.outcomes", "{outcome}", "Outcomes received, by what became of them.");
        _shadowsDropped = _meter.CreateCounter<long>("rondo.shadow.dropped", "{request}", "Requests that a shadow could not keep up with.");
        _seconds = _meter.CreateHistogram<double>("rondo.decision.duration", "s", "Time of a decision, by step: score (find the arm, ask its model) and commit (make it durable).");
    }

    /// <summary>One decision was made.</summary>
    public void Decided(string product, DecisionAnswer answer, double milliseconds)
    {
        var tags = new TagList
        {
            { "product", product },
            { "release", answer.Release },
            { "variant", answer.Variant },
            { "source", WireWords.Write(answer.Source) },
            { "reason", answer.ReasonCode ?? "" },
        };
        _decisions.Add(1, tags);
        _seconds.Record(milliseconds / 1000, new TagList { { "product", product }, { "step", "score" } });
    }

    /// <summary>Decisions became durable together.</summary>
    public void Kept(string product, TimeSpan took) => _seconds.Record(took.TotalSeconds, new TagList { { "product", product }, { "step", "commit" } });

    /// <summary>Outcomes were received; <paramref name="fate"/> is what became of them.</summary>
    public void Outcomes(string product, string fate, long count) => _outcomes.Add(count, new TagList { { "product", product }, { "fate", fate } });

    /// <summary>A shadow lost a request.</summary>
    public void ShadowDropped(string product) => _shadowsDropped.Add(1, new TagList { { "product", product } });

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
