using System.Globalization;
using Rondo.Contracts;
using Rondo.Deployment.Decisions;
using Rondo.Deployment.Routing;
using Rondo.Engines.Decisions;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Statistics;

namespace Rondo.Deployment.Traffic;

/// <summary>Counts a release's predictions as they pass, and says what they show.</summary>
/// <remarks>
/// The sample ratio is judged on the newest percentage of the ramp alone: over several percentages no single share is
/// expected. It counts entities, not decisions, since an entity is what was assigned to an arm.
/// </remarks>
internal sealed class TrafficReport(string id, string positive)
{
    private const int Examples = 20;
    private const int SketchSize = 400;
    private readonly Dictionary<string, Arm> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<double, Dictionary<string, Arm>> _splits = [];
    private readonly QuantileSketch _latencies = new(SketchSize);
    private readonly QuantileSketch _shadowLatencies = new(SketchSize);
    private readonly List<Disagreement> _disagreements = [];
    private readonly HoldoutComparison _value = new();
    private DateTimeOffset _newest;
    private double _percent;
    private long _decisions;
    private long _fallback;
    private long _heldOut;
    private long _abstained;
    private long _unanswered;
    private long _shadowed;
    private long _differed;

    /// <summary>A prediction of the product, in any order; which percentage is the newest is told by its time.</summary>
    public void Add(Fact fact)
    {
        var own = fact.Release == id;
        var record = PredictionFacts.Read(fact);
        if (record.Split == id)
        {
            if (fact.At >= _newest)
            {
                (_newest, _percent) = (fact.At, record.SplitPercent);
            }

            if (!_splits.TryGetValue(record.SplitPercent, out var split))
            {
                _splits[record.SplitPercent] = split = new(StringComparer.Ordinal);
            }

            // The champion's own holdout is part of the rest that the ramp leaves.
            Arm.Count(split, fact.Arm == Arms.Holdout && !own ? Arms.Champion : fact.Arm, fact);
        }

        if (!own)
        {
            return;
        }

        _decisions++;
        _fallback += record.Source == DecisionSource.Fallback && fact.Arm != Arms.Holdout ? 1 : 0;
        _heldOut += fact.Arm == Arms.Holdout ? 1 : 0;
        _abstained += record.Source == DecisionSource.Human ? 1 : 0;
        _latencies.Add(record.LatencyMs);
        Arm.Count(_own, fact.Arm, fact);
    }

    /// <summary>A score of this release in shadow.</summary>
    public void AddShadow(Fact fact)
    {
        var record = PredictionFacts.Read(fact);
        _shadowed++;
        _shadowLatencies.Add(record.LatencyMs);

        // Where nothing answers yet there is nothing to differ from.
        if (record.Answered == DecisionPolicy.None)
        {
            _unanswered++;
        }
        else if (record.Answered != fact.Label)
        {
            _differed++;
            if (_disagreements.Count < Examples && fact.Value is { } score)
            {
                _disagreements.Add(new Disagreement(fact.Subject, fact.Entity, record.Answered, fact.Label, score));
            }
        }
    }

    /// <summary>What really happened after a decision of this release.</summary>
    public void AddOutcome(Fact fact) => _value.Add(fact.Arm == Arms.Holdout, fact.Entity, string.Equals(fact.Label, positive, StringComparison.OrdinalIgnoreCase));

    /// <summary>What it comes to.</summary>
    /// <param name="release">The release as it stands.</param>
    /// <param name="dropped">Requests that shadows left out.</param>
    public Contracts.Traffic Done(Release release, long dropped)
    {
        var latencies = _decisions == 0 ? _shadowLatencies : _latencies;
        var arms = CountArms(release);
        var p = arms.Count < 2 ? null : SampleRatioP(arms);
        var compared = _shadowed - _unanswered;
        var disagreement = compared == 0 ? (Contracts.Estimate?)null : Proportion.Wilson(_differed, compared).ToWire();
        return new Contracts.Traffic
        {
            Release = id,
            Sentence = Sentence(p),
            Decisions = _decisions,
            Arms = arms,
            SampleRatioP = p,
            ShadowDisagreement = disagreement,
            Disagreements = _disagreements,
            ShadowDropped = dropped,
            FallbackRate = Proportion.Wilson(_fallback, _decisions - _heldOut).ToWire(),
            AbstainRate = Proportion.Wilson(_abstained, _decisions - _heldOut).ToWire(),
            LatencyP50Ms = latencies.Count == 0 ? null : latencies.Quantile(0.5),
            LatencyP95Ms = latencies.Count == 0 ? null : latencies.Quantile(0.95),
            LatencyBudgetMs = release.LatencyBudgetMs,
            Value = release.Holdout > 0 ? _value.Done(positive) : null,
        };
    }

    private IReadOnlyList<ArmCount> CountArms(Release release)
    {
        var held = release.Holdout / 100;
        var split = _splits.GetValueOrDefault(_percent) ?? [];
        if (split.Count == 0 || (held > 0 && release.Step == ReleaseStep.Full))
        {
            // On the way here a release has answered as challenger and as champion; the holdout was the same all along.
            return held > 0 && _own.Count > 0
                ? [Together(arm => arm != Arms.Holdout, Arms.Champion, 1 - held), Together(arm => arm == Arms.Holdout, Arms.Holdout, held)]
                : [.. _own.OrderBy(arm => arm.Key, StringComparer.Ordinal).Select(arm => new ArmCount(arm.Key, arm.Value.Decisions, arm.Value.Entities.Count, 1))];
        }

        // The rest of the traffic is the champion's; where there is none, the fallback's.
        var other = split.ContainsKey(Arms.Fallback) && !split.ContainsKey(Arms.Champion) ? Arms.Fallback : Arms.Champion;
        return
        [
            Count(split, other, 1 - (_percent / 100)),
            Count(split, Arms.Challenger, _percent / 100 * (1 - held)),
            .. held > 0 ? new[] { Count(split, Arms.Holdout, _percent / 100 * held) } : [],
        ];
    }

    private ArmCount Together(Func<string, bool> which, string name, double expected)
    {
        var arms = _own.Where(arm => which(arm.Key)).Select(arm => arm.Value).ToList();
        return new ArmCount(name, arms.Sum(arm => arm.Decisions), arms.SelectMany(arm => arm.Entities).Distinct().Count(), expected);
    }

    private static ArmCount Count(Dictionary<string, Arm> split, string arm, double expected) =>
        split.TryGetValue(arm, out var counted) ? new ArmCount(arm, counted.Decisions, counted.Entities.Count, expected) : new ArmCount(arm, 0, 0, expected);

    private static double? SampleRatioP(IReadOnlyList<ArmCount> arms)
    {
        var p = SampleRatio.Test([.. arms.Select(arm => arm.Entities)], [.. arms.Select(arm => arm.ExpectedShare)]);
        return double.IsFinite(p) ? p : null;
    }

    private string Sentence(double? p)
    {
        if (_decisions == 0 && _shadowed == 0)
        {
            return $"Release {id} has not met a request yet.";
        }

        if (_decisions == 0)
        {
            var compared = _shadowed - _unanswered;
            return compared == 0
                ? string.Create(CultureInfo.InvariantCulture, $"In shadow, {id} scored {_shadowed:N0} requests; no release answers yet, so there is nothing to compare with.")
                : string.Create(CultureInfo.InvariantCulture, $"In shadow, {id} would have decided {_differed:N0} of {compared:N0} requests differently ({100.0 * _differed / compared:0.#} %).");
        }

        var answered = string.Create(CultureInfo.InvariantCulture, $"Release {id} gave {_decisions - _heldOut:N0} answers, {_fallback:N0} of them by its fallback and {_abstained:N0} left to people{(_heldOut > 0 ? string.Create(CultureInfo.InvariantCulture, $", and kept the model from {_heldOut:N0} more to learn what it is worth") : "")}");
        return p switch
        {
            null => $"{answered}.",
            < 0.001 => string.Create(CultureInfo.InvariantCulture, $"{answered}; the split is not what was planned (p = {p:0.0e+0}), so do not compare the arms before the cause is found."),
            _ => string.Create(CultureInfo.InvariantCulture, $"{answered}; the split is as planned (p = {p:0.00})."),
        };
    }

    private sealed class Arm
    {
        public long Decisions { get; private set; }

        // Eight bytes an entity, whatever it is called; two with one hash in a billion would not move a share.
        public HashSet<ulong> Entities { get; } = [];

        public static void Count(Dictionary<string, Arm> arms, string name, Fact fact)
        {
            if (!arms.TryGetValue(name, out var arm))
            {
                arms[name] = arm = new Arm();
            }

            arm.Decisions++;
            arm.Entities.Add(StickySplit.Hash("", fact.Entity));
        }
    }
}
