using Rondo.Contracts;
using Rondo.Discovery.Risks;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;

namespace Rondo.Discovery.Verdicts;

/// <summary>The problem is stated.</summary>
internal sealed class BriefIsWritten : IGateRule
{
    public GateRuleDescriptor Descriptor { get; } = new("brief_is_written", GateNames.Verdict, "The problem is stated before its solution.", "D2");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (state.Find<Brief>() is null)
        {
            yield return new Finding { Code = "no_brief", Severity = Severity.Fail, Sentence = "Nobody has said who has the problem, what hurts, what it costs today and what would be better.", NextStep = "Write the brief first." };
        }
    }
}

/// <summary>Five risks, each on evidence or a stated assumption.</summary>
internal sealed class RisksAreJudged : IGateRule
{
    public GateRuleDescriptor Descriptor { get; } = new("risks_are_judged", GateNames.Verdict, "All five risks are judged, each on evidence or on a stated assumption.", "D3", "D4", "D5", "D6", "D7");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        var open = RiskNames.All.Where(name => state.Find<Risk>(name.Id()) is null).Select(WireWords.Write).ToList();
        if (open.Count > 0)
        {
            yield return new Finding
            {
                Code = "risks_not_judged",
                Severity = Severity.Fail,
                Sentence = $"{open.Count} of 5 risks {(open.Count == 1 ? "is" : "are")} not judged: {string.Join(", ", open)}.",
                Numbers = new Dictionary<string, double> { ["open"] = open.Count },
                NextStep = "Judge each of them, with evidence or a stated assumption.",
            };
        }
    }
}

/// <summary>No data, no ML.</summary>
internal sealed class DataIsFeasible : IGateRule
{
    public GateRuleDescriptor Descriptor { get; } = new("data_is_feasible", GateNames.Verdict, "The data can teach it: without data an ML solution is a dead end.", "D7", "D11");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        var (overall, sentence) = FiveRisks.Judge(FiveRisks.Of(state));
        if (overall == Plausibility.DeadEnd)
        {
            yield return new Finding { Code = "dead_end", Severity = Severity.Fail, Sentence = sentence, NextStep = "Look for other data, choose rules or manual work, or have two people in two roles override this with a reason." };
        }
    }
}

/// <summary>Nobody trains before somebody has decided that it may be ML.</summary>
internal sealed class VerdictIsMl : IGateRule
{
    public GateRuleDescriptor Descriptor { get; } = new("verdict_is_ml", GateNames.Train, "Discovery has decided that ML is plausible.", "D1");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        var verdict = state.Find<Verdict>();
        if (verdict is null)
        {
            yield return new Finding { Code = "ml_verdict_missing", Severity = Severity.Fail, Sentence = "Nobody has decided yet whether this should be solved with ML at all.", NextStep = "Take the verdict in Discovery first." };
        }
        else if (verdict.Body.Choice != VerdictChoice.Ml)
        {
            yield return new Finding { Code = "verdict_not_ml", Severity = Severity.Fail, Sentence = $"The verdict is '{WireWords.Write(verdict.Body.Choice)}': {verdict.Body.Reason}", NextStep = "Take a new verdict in Discovery if that has changed." };
        }
    }
}
