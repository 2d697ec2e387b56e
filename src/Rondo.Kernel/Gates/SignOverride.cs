using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Kernel.Gates;

/// <summary>
/// Sets a gate's findings aside. Takes two different people in two different roles, each with a reason; the first
/// signature alone changes nothing.
/// </summary>
[UseCase("POST /products/{product}/gates/{gate}/override", "gate override", "Signs that a step may be taken although the gate is closed.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer, Role.Reviewer)]
internal static class SignOverride
{
    public static readonly ProblemCode NothingToOverride = new("nothing_to_override", 409, "The gate is open");
    public static readonly ProblemCode SignedTwice = new("signed_twice", 409, "The second signature must come from somebody else, in another role");

    public static async Task<Answer<Document<GateOverride>>> Handle(string product, string gate, SignOverrideRequest request, Desk desk, GateKeeper gates, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        var standing = state.Find<GateOverride>(IdOf(gate, request.Subject))?.Body;
        var check = gates.Look(state, gate, request.Subject);
        return Decide(standing, check, request, new Signature(desk.Caller.Actor, desk.Caller.Role, desk.Now, request.Reason)).Try(out var body, out var refused)
            ? await desk.WriteAsync(state, IdOf(gate, request.Subject), body, [], request.Reason, cancellation)
            : refused;
    }

    internal static string IdOf(string gate, string subject) => subject.Length == 0 ? gate : $"{gate}.{subject}";

    internal static Answer<GateOverride> Decide(GateOverride? standing, GateCheck check, SignOverrideRequest request, Signature signature)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            return CommonProblems.NoReason("An override stands on every later page, so it needs a reason.");
        }

        IReadOnlyList<string> failing = [.. check.Findings.Where(finding => finding.Severity == Severity.Fail).Select(finding => finding.Code).Distinct()];
        if (check.Open)
        {
            return new Refusal(NothingToOverride, $"The gate '{check.Gate}' is open for '{check.Subject}'; there is nothing to set aside.", "Go on.");
        }

        // Signatures cover the findings they were given for: a new finding asks for new signatures.
        IReadOnlyList<Signature> earlier = standing is not null && failing.All(standing.Codes.Contains) ? standing.Signatures : [];
        if (earlier.FirstOrDefault(given => given.Actor == signature.Actor || given.Role == signature.Role) is { } same)
        {
            return new Refusal(SignedTwice, $"{same.Actor} has signed as {same.Role.Words()} already; {signature.Actor} as {signature.Role.Words()} cannot be the second signature.", "Ask somebody else in another role to sign.");
        }

        return new GateOverride { Gate = check.Gate, Subject = check.Subject, Codes = failing, Signatures = [.. earlier, signature] };
    }
}
