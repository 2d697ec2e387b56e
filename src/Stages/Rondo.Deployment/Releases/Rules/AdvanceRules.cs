using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;

namespace Rondo.Deployment.Releases.Rules;

/// <summary>If a model is live, it must be monitored: no exceptions.</summary>
internal sealed class ReleaseIsMonitored : IGateRule
{
    public GateRuleDescriptor Descriptor { get; } = new("advance_no_monitor", GateNames.Advance, "At least one monitor that the release names is at work.", "O25");

    public IEnumerable<Finding> Check(ProductState state, string subject) =>
        state.Find<Release>(subject)?.Body is { } release ? Monitors(state, release.Monitors) : [];

    /// <summary>A finding where no named monitor exists and is at work.</summary>
    public static IEnumerable<Finding> Monitors(ProductState state, IReadOnlyList<string> ids)
    {
        var active = ids.Count(id => state.Find<Contracts.Monitor>(id)?.Body is { Retired: false });
        if (active == 0 || active < ids.Count)
        {
            var lost = ids.Where(id => state.Find<Contracts.Monitor>(id)?.Body is not { Retired: false }).ToList();
            yield return Findings.Fail(
                ReleaseChecks.NoMonitor,
                ids.Count == 0 ? "The release names no monitor." : $"Of the {ids.Count} monitors that the release names, {string.Join(", ", lost)} {(lost.Count == 1 ? "does" : "do")} not exist or {(lost.Count == 1 ? "is" : "are")} retired.",
                "Make a monitor (PUT monitors/{id}) and name it in the release's 'monitors'.",
                ("active", active));
        }
    }
}

/// <summary>A ramp is there to be walked: shadow shows what would happen, a percentage shows what does.</summary>
internal sealed class RampIsWalked : IGateRule
{
    public static readonly ProblemCode RampSkipped = new("ramp_skipped", 409, "A step of the ramp was left out");

    public GateRuleDescriptor Descriptor { get; } = new(RampSkipped.Code, GateNames.Ramp, "The release has been in shadow and on a percentage of users before it answers everybody.", "P12", "P13", "P15");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (state.Find<Release>(subject)?.Body is { Step: ReleaseStep.Draft or ReleaseStep.Shadow } release)
        {
            var left = release.Step == ReleaseStep.Draft ? "shadow and a percentage" : "a percentage";
            yield return Findings.Fail(RampSkipped, $"Release '{subject}' is at the step '{Words.Of(release.Step)}' and has not been through {left} of users.", $"Go one step at a time, or have two people in two roles sign the override (POST gates/{GateNames.Ramp}/override, subject '{subject}').");
        }
    }
}

/// <summary>"Good" has a date by which it must be looked at again; nothing goes further on a promise that has expired.</summary>
internal sealed class ContractIsCurrent(TimeProvider time) : IGateRule
{
    public static readonly ProblemCode ContractExpired = new("contract_expired", 409, "The contract's review date has passed");

    public GateRuleDescriptor Descriptor { get; } = new(ContractExpired.Code, GateNames.Advance, "The review date of the success contract has not passed.", "C9");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (state.Find<SuccessContract>()?.Body.ReviewDate is { } review && review < time.GetUtcNow())
        {
            yield return Findings.Fail(ContractExpired, $"The contract was to be looked at again by {review:yyyy-MM-dd}; that was {(time.GetUtcNow() - review).TotalDays:0} days ago.", "Review what 'good' means and write the contract with a new review date.");
        }
    }
}

/// <summary>A step of the planned ramp is held for as long as it was planned: what is not waited for is not seen.</summary>
internal sealed class HoldIsOver(TimeProvider time) : IGateRule
{
    public static readonly ProblemCode HoldNotOver = new("hold_not_over", 409, "The step of the ramp is to be held longer");

    public GateRuleDescriptor Descriptor { get; } = new(HoldNotOver.Code, GateNames.Advance, "The release has stayed at its step of the ramp for as long as its plan says.", "P12", "P13");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (state.Find<Release>(subject) is not { Body: { Step: ReleaseStep.Percentage } release } stored || Planned(release) is not { } step)
        {
            yield break;
        }

        var over = stored.Entry.At + TimeSpan.FromHours(step.HoldHours);
        if (time.GetUtcNow() is var now && now < over)
        {
            yield return Findings.Fail(
                HoldNotOver,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Release '{subject}' has been at {release.Percent:0.##} % for {(now - stored.Entry.At).TotalHours:0.#} of the {step.HoldHours:0.#} hours that its ramp plans there."),
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Come back after {over:yyyy-MM-dd HH:mm} UTC, or have two people in two roles sign the override (POST gates/{GateNames.Advance}/override, subject '{subject}')."),
                ("hours", (now - stored.Entry.At).TotalHours),
                ("hold_hours", step.HoldHours));
        }
    }

    // A percentage between two planned ones is held as the one below it.
    private static RampStep? Planned(Release release) => (release.Ramp ?? []).LastOrDefault(step => step.Percent <= release.Percent);
}
