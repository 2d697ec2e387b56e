using Rondo.Contracts;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;

namespace Rondo.Data.Judgement;

/// <summary>If the data cannot teach anything, the rest of the life cycle does not matter.</summary>
internal sealed class DataCanTeach : IGateRule
{
    public GateRuleDescriptor Descriptor { get; } = new("data_can_teach", GateNames.Train, "The data set was judged, in its newest version, and can teach the outcome.", "A1", "A2", "A10", "A11");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (state.Find<Dataset>(subject) is not { } dataset)
        {
            yield return new Finding { Code = "unknown_dataset", Severity = Severity.Fail, Sentence = $"There is no data set '{subject}'.", NextStep = "Import one first." };
            yield break;
        }

        if (state.Find<Readiness>(subject) is not { } readiness || readiness.Entry.BasedOn.All(basis => basis != dataset.Ref))
        {
            yield return new Finding { Code = "no_readiness_report", Severity = Severity.Fail, Sentence = $"Nobody has judged whether version {dataset.Entry.Version} of '{subject}' can teach anything.", NextStep = $"Measure what '{subject}' can teach." };
            yield break;
        }

        if (readiness.Body.Verdict is ReadinessVerdict.Unusable or ReadinessVerdict.Implausible)
        {
            // The finding that decided the verdict is the one that a person should read.
            var cause = readiness.Body.Findings.FirstOrDefault(finding => finding.Severity == Severity.Fail);
            yield return cause ?? new Finding { Code = "not_ready", Severity = Severity.Fail, Sentence = readiness.Body.Sentence, NextStep = "Use another data set." };
        }
        else if (readiness.Body.Verdict == ReadinessVerdict.NeedData)
        {
            yield return new Finding { Code = "need_data", Severity = Severity.Warning, Sentence = readiness.Body.Sentence, NextStep = "Training is allowed, but the promise will hardly be proven." };
        }
    }
}
