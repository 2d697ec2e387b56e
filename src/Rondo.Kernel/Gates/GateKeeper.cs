using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Kernel.Gates;

/// <summary>Looks at gates. The same answer serves the API's 409, the web's checklist, the command's exit code and the model card.</summary>
public sealed class GateKeeper(IEnumerable<IGateRule> rules)
{
    /// <summary>Every rule, by gate and id.</summary>
    public IReadOnlyList<GateRuleDescriptor> Rules { get; } = [.. rules.Select(rule => rule.Descriptor).OrderBy(rule => rule.Gate, StringComparer.Ordinal).ThenBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>Looks at a gate.</summary>
    public GateCheck Look(ProductState state, string gate, string subject)
    {
        ArgumentNullException.ThrowIfNull(state);
        IReadOnlyList<Finding> findings = [.. rules
            .Where(rule => rule.Descriptor.Gate == gate)
            .SelectMany(rule => rule.Check(state, subject))
            .OrderByDescending(finding => finding.Severity)
            .ThenBy(finding => finding.Code, StringComparer.Ordinal)];
        IReadOnlyList<string> overridden = [.. Overridden(state, gate, subject)];
        return new GateCheck
        {
            Gate = gate,
            Subject = subject,
            Findings = findings,
            Overridden = overridden,
            Open = findings.All(finding => finding.Severity != Severity.Fail || overridden.Contains(finding.Code)),
        };
    }

    /// <summary>
    /// Null where the gate is open. Else the refusal: its code is that of the first failing finding, so that the
    /// reason itself is what a caller sees first, and all findings stand beside it.
    /// </summary>
    public Refusal? Refuse(ProductState state, string gate, string subject)
    {
        var check = Look(state, gate, subject);
        if (check.Open)
        {
            return null;
        }

        var failing = check.Findings.Where(finding => finding.Severity == Severity.Fail && !check.Overridden.Contains(finding.Code)).ToList();
        return new Refusal(new ProblemCode(failing[0].Code, 409, $"The gate '{gate}' is closed"), failing[0].Sentence, failing[0].NextStep) { Findings = failing };
    }

    private static IEnumerable<string> Overridden(ProductState state, string gate, string subject) =>
        state.All<GateOverride>()
            .Where(candidate => candidate.Body.Gate == gate && candidate.Body.Subject == subject && candidate.Body.InForce)
            .SelectMany(candidate => candidate.Body.Codes)
            .Distinct();
}
