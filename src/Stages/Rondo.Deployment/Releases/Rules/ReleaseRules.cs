using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;

namespace Rondo.Deployment.Releases.Rules;

/// <summary>A release is made of a candidate that was judged.</summary>
internal sealed class EvaluationExists : IGateRule
{
    public static readonly ProblemCode NoEvaluation = new("no_evaluation", 409, "Nothing was evaluated that could be released");

    public GateRuleDescriptor Descriptor { get; } = new(NoEvaluation.Code, GateNames.Release, "The candidate has been judged on held-out rows.", "M10");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (state.Find<Evaluation>(subject) is null)
        {
            yield return Findings.Fail(NoEvaluation, subject.Length == 0 ? "The release names no evaluation." : $"There is no evaluation '{subject}'.", "Evaluate a run (POST evaluations) and name its evaluation in the release.");
        }
    }
}

/// <summary>Product and data science answer for a release together.</summary>
internal sealed class SignedByTwoRoles : IGateRule
{
    public static readonly ProblemCode NotSignedOff = new("not_signed_off", 409, "Product and data science have not both signed");

    public GateRuleDescriptor Descriptor { get; } = new(NotSignedOff.Code, GateNames.Release, "A product manager and a data scientist, two people, have signed the evaluation.", "M10");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (state.Find<Evaluation>(subject) is not { } evaluation)
        {
            yield break;
        }

        // A signature covers the version that was read, not what came after it.
        var signed = state.Find<SignOff>(subject)?.Body is { } found && found.Evaluation == evaluation.Ref ? found : null;
        if (signed is not { Complete: true })
        {
            var count = signed?.Signatures.Count ?? 0;
            yield return Findings.Fail(NotSignedOff, $"{evaluation.Ref} carries {count} signature{(count == 1 ? "" : "s")}; it needs one of a product manager and one of a data scientist, who are two people.", $"Sign it with POST evaluations/{subject}/sign.", ("signatures", count));
        }
    }
}

/// <summary>A prediction is only valuable if the team knows what to do with it.</summary>
internal sealed class ActionMapExists : IGateRule
{
    public static readonly ProblemCode NoActionMap = new("no_action_map", 409, "Nobody has said what happens after a prediction");

    private static readonly string[] Required = ["positive", "unsure", "negative"];

    public GateRuleDescriptor Descriptor { get; } = new(NoActionMap.Code, GateNames.Release, "The action map says what is done when the answer is positive, unsure and negative, and by whom.", "M32");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        var rows = state.Find<ActionMap>()?.Body.Rows ?? [];
        IReadOnlyList<string> missing = [.. Required.Where(when => !rows.Any(row => row.When == when && !string.IsNullOrWhiteSpace(row.Action)))];
        if (missing.Count > 0)
        {
            yield return Findings.Fail(NoActionMap, $"The action map does not say what happens when the answer is {string.Join(", ", missing)}.", "Fill in the action map (PUT action-map).", ("missing", missing.Count));
        }
    }
}

/// <summary>"Not proven" is not a pass.</summary>
internal sealed class PromiseIsHeld : IGateRule
{
    public static readonly ProblemCode PromiseNotHeld = new("promise_not_held", 409, "The promise is not proven");

    public GateRuleDescriptor Descriptor { get; } = new(PromiseNotHeld.Code, GateNames.Release, "Every promise of the contract holds on the bound of its interval.", "M4", "M15");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (state.Find<Evaluation>(subject)?.Body is { Verdict: not PromiseVerdict.Holds } evaluation)
        {
            yield return Findings.Fail(PromiseNotHeld, evaluation.Sentence.Length > 0 ? evaluation.Sentence : "The evaluation does not show that the promise is kept.", "Improve the model, measure on more rows, or change the promise knowingly.", ("positives", evaluation.Positives), ("rows", evaluation.N));
        }
    }
}

/// <summary>Five questions that anybody may ask are answered before users meet the model.</summary>
internal sealed class EvidenceIsPublished : IGateRule
{
    public static readonly ProblemCode EvidenceNotPublished = new("evidence_not_published", 409, "The evidence page is not published");

    public GateRuleDescriptor Descriptor { get; } = new(EvidenceNotPublished.Code, GateNames.Release, "The evidence page of this evaluation is published with its five answers.", "M27", "M28", "M29", "M30", "M31");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (state.Find<Evaluation>(subject) is { } evaluation && state.Find<Evidence>(subject)?.Body.Evaluation != evaluation.Ref)
        {
            yield return Findings.Fail(EvidenceNotPublished, $"The evidence page of {evaluation.Ref} has not been published.", $"Publish it with POST evaluations/{subject}/evidence.");
        }
    }
}

/// <summary>What was proven under another contract or on other data proves nothing now.</summary>
internal sealed class EvidenceIsFresh : IGateRule
{
    public static readonly ProblemCode StaleEvidence = new("stale_evidence", 409, "The evidence is out of date");

    public GateRuleDescriptor Descriptor { get; } = new(StaleEvidence.Code, GateNames.Release, "Nothing that the evaluation and its evidence rest on has changed since.", "F6");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (state.Find<Evaluation>(subject) is not { } evaluation)
        {
            yield break;
        }

        IReadOnlyList<DocumentRef> newer = [.. state.StaleBecause(evaluation.Ref)
            .Concat(state.Find<Evidence>(subject) is { } evidence ? state.StaleBecause(evidence.Ref) : [])
            .Distinct()];
        if (newer.Count > 0)
        {
            yield return Findings.Fail(StaleEvidence, $"Since {evaluation.Ref} was judged, {string.Join(", ", newer)} {(newer.Count == 1 ? "is" : "are")} newer than what it rests on.", "Evaluate again, publish and sign the new evaluation.", ("newer_documents", newer.Count));
        }
    }
}
