using Rondo.Contracts;
using Rondo.Deployment.Releases.Rules;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;

namespace Rondo.Deployment.Releases;

/// <summary>What a release must say about itself. None of this can be overridden: it only has to be filled in.</summary>
internal static class ReleaseChecks
{
    public static readonly ProblemCode NoFallback = new("no_fallback", 409, "Nothing answers when the model fails");
    public static readonly ProblemCode NoAbstainBand = new("no_abstain_band", 409, "Nobody has said when the model is unsure");
    public static readonly ProblemCode NoAudience = new("no_audience", 409, "Nobody has said who sees it and why");
    public static readonly ProblemCode NoSurface = new("no_surface", 409, "Nobody has said where it shows up");
    public static readonly ProblemCode NoOwner = new("no_owner", 409, "Nobody answers for the release");
    public static readonly ProblemCode NoMonitor = new("no_monitor", 409, "Nothing watches the release");

    private const double MostHoldout = 50;
    private const int MostSteps = 20;

    /// <summary>Everything that is missing, at once.</summary>
    public static IEnumerable<Finding> Missing(ProductState state, Release release)
    {
        if (release.Fallback is not { Kind: not FallbackKind.None } fallback)
        {
            yield return Findings.Fail(NoFallback, "The release does not say what answers when the model cannot.", "Fill in 'fallback': a default decision, a rule, the release before, or a person.");
        }
        else if (fallback.Kind == FallbackKind.Default && string.IsNullOrWhiteSpace(fallback.Decision))
        {
            yield return Findings.Fail(NoFallback, "The fallback is a default decision, but the decision is empty.", "Fill in 'fallback.decision'.");
        }
        else if (fallback.Kind == FallbackKind.Rule && string.IsNullOrWhiteSpace(fallback.Rule))
        {
            yield return Findings.Fail(NoFallback, "The fallback is a rule, but the rule is empty.", "Fill in 'fallback.rule', for example: tenure < 6 and contract = 'monthly'.");
        }
        else if (fallback is { Kind: FallbackKind.Previous } && release.Holdout > 0 && string.IsNullOrWhiteSpace(fallback.Decision))
        {
            yield return Findings.Fail(NoFallback, "The holdout shows what happens without a model, but the fallback asks the model before, and says nothing of its own.", "Fill in 'fallback.decision', or leave out the holdout.");
        }

        if (release.Abstain is not { } band)
        {
            yield return Findings.Fail(NoAbstainBand, "The release does not say between which scores a person decides.", "Fill in 'abstain' with low, high and message; low = high leaves nothing to people, knowingly.");
        }
        else if (band.High > band.Low && string.IsNullOrWhiteSpace(band.Message))
        {
            yield return Findings.Fail(NoAbstainBand, $"Between {band.Low} and {band.High} a person decides, but the user is told nothing meanwhile.", "Fill in 'abstain.message'.");
        }

        if (string.IsNullOrWhiteSpace(release.Audience?.Rule) || string.IsNullOrWhiteSpace(release.Audience.Reason))
        {
            yield return Findings.Fail(NoAudience, "The release does not say who sees it, or not why these.", "Fill in 'audience' with rule and reason.");
        }

        if (string.IsNullOrWhiteSpace(release.Surface?.Place) || string.IsNullOrWhiteSpace(release.Surface.Wording))
        {
            yield return Findings.Fail(NoSurface, "The release does not say where it shows up, or not in which words.", "Fill in 'surface' with place, wording and confidence_display.");
        }

        if (string.IsNullOrWhiteSpace(release.Owner))
        {
            yield return Findings.Fail(NoOwner, "The release has no owner.", "Fill in 'owner'.");
        }

        foreach (var finding in ReleaseIsMonitored.Monitors(state, release.Monitors ?? []))
        {
            yield return finding;
        }
    }

    /// <summary>A value that no release may hold; null where all are fine.</summary>
    public static Refusal? Invalid(string id, Release release)
    {
        const string Again = "Correct the field and send it again.";
        return id.Length is < 1 or > 60 || id.Any(sign => !char.IsAsciiLetterLower(sign) && !char.IsAsciiDigit(sign) && sign is not ('-' or '_' or '.'))
                ? CommonProblems.Invalid("id", "The id of a release is 1 to 60 lower-case letters, digits, dots, dashes and underscores.", Again)
            : release.Threshold is { } threshold && !(threshold is >= 0 and <= 1)
                ? CommonProblems.Invalid("threshold", $"A threshold is a score between 0 and 1, not {threshold}.", Again)
            : release.Abstain is { } band && !(band.Low >= 0 && band.Low <= band.High && band.High <= 1)
                ? CommonProblems.Invalid("abstain", $"The abstain band must lie within 0 and 1, low first; got {band.Low} to {band.High}.", Again)
            : !(release.LatencyBudgetMs is > 0 and <= 60_000)
                ? CommonProblems.Invalid("latency_budget_ms", $"The latency budget lies above 0 and up to 60,000 ms; got {release.LatencyBudgetMs}.", Again)
            : !(release.Holdout is >= 0 and <= MostHoldout)
                ? CommonProblems.Invalid("holdout", $"The holdout is a share of the entities from 0 to {MostHoldout} percent; got {release.Holdout}.", Again)
            : release.Ramp is { Count: > MostSteps } || (release.Ramp ?? []).Any(step => !(step is { Percent: > 0 and <= 100, HoldHours: >= 0 and <= 2_160 })) || !IsRising(release.Ramp ?? [])
                ? CommonProblems.Invalid("ramp", $"A ramp has up to {MostSteps} steps whose percent rises within 0 and 100 and whose hold_hours lie from 0 to 2,160 (90 days).", Again)
            : null;
    }

    private static bool IsRising(IReadOnlyList<RampStep> ramp) => ramp.Zip(ramp.Skip(1)).All(pair => pair.First.Percent < pair.Second.Percent);
}
