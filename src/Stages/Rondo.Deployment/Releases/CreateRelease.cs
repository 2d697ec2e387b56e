using System.Globalization;
using Rondo.Contracts;
using Rondo.Deployment.Models;
using Rondo.Engines.Decisions;
using Rondo.Engines.Learning;
using Rondo.Engines.Rules;
using Rondo.Kernel;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Releases;

/// <summary>
/// Makes a release of a signed evaluation. Refused with everything that is missing at once, so that nobody has to run
/// into ten walls one after the other. A draft may be written again; what has met a user may not.
/// </summary>
[UseCase("POST /products/{product}/releases/{id}", "release create", "Makes a release of an evaluation.")]
[AllowedTo(Role.ProductManager, Role.Engineer, Role.DataScientist)]
internal static class CreateRelease
{
    public static readonly ProblemCode ServedDifferently = new("served_differently", 409, "The model would answer differently from where it was made");
    public static readonly ProblemCode ReleaseStarted = new("release_started", 409, "The release is under way");

    public static async Task<Answer<Document<Release>>> Handle(string product, string id, Release request, Desk desk, GateKeeper gates, ModelShelf shelf, IIdSource ids, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (desk.Earlier<Release>(state, id) is { } earlier)
        {
            return earlier;
        }

        return !Decide(state, id, request, gates.Refuse(state, GateNames.Release, request.Evaluation), () => ids.Next("salt")).Try(out var body, out var refused)
            || !(await WithModelAsync(body, shelf, cancellation)).Try(out body, out refused)
            ? refused
            : await desk.WriteAsync(state, id, body, BasedOn(state, body), "", cancellation);
    }

    /// <summary>What the model itself has to say: the same input must get the same score here as where it was made, and a rule in its place must speak of its columns.</summary>
    private static async Task<Answer<Release>> WithModelAsync(Release release, ModelShelf shelf, CancellationToken cancellation)
    {
        using var lease = await shelf.RentAsync(release.Blob, cancellation);
        if (lease is null)
        {
            return new Refusal(AdvanceRelease.ModelUnavailable, $"The model package of evaluation '{release.Evaluation}' cannot be read.", "Check the stored package, or release another evaluation.");
        }

        var result = ProbeResult.Of(lease.Model);
        if (!result.Holds)
        {
            return new Refusal(
                ServedDifferently,
                string.Create(CultureInfo.InvariantCulture, $"Row {result.WorstRow + 1} of the model's {result.Rows} probes had the score {result.Expected:0.########} where the model was made, and would be served {result.Served:0.########}. Nothing was written."),
                "Train or import the model again with this version of the program.");
        }

        if (release.Fallback is not { Kind: FallbackKind.Rule } fallback)
        {
            return release;
        }

        var inputs = FallbackRules.Inputs(lease.Model.Space);
        return RuleRefusals.Read(fallback.Rule, FallbackRules.Columns(inputs), "fallback.rule").Try(out _, out var refusal)
            ? release with { Fallback = fallback with { Inputs = inputs } }
            : refusal;
    }

    internal static Answer<Release> Decide(ProductState state, string id, Release request, Refusal? gate, Func<string> salt)
    {
        if (ReleaseChecks.Invalid(id, request) is { } invalid)
        {
            return invalid;
        }

        var standing = state.Find<Release>(id)?.Body;
        if (standing is { Step: not ReleaseStep.Draft })
        {
            return new Refusal(ReleaseStarted, $"Release '{id}' is at the step '{Words.Of(standing.Step)}'; what users have met is not rewritten.", "Make a new release under another id.");
        }

        IReadOnlyList<Finding> missing = [.. gate?.Findings ?? [], .. ReleaseChecks.Missing(state, request)];
        if (missing.Count > 0)
        {
            return new Refusal(
                new ProblemCode(missing[0].Code, 409, "The release is not complete"),
                missing.Count == 1 ? missing[0].Sentence : $"{missing[0].Sentence} {missing.Count - 1} more thing{(missing.Count == 2 ? " stands" : "s stand")} in the way: {string.Join(", ", missing.Skip(1).Select(finding => finding.Code))}. Nothing was written.",
                missing[0].NextStep)
            { Findings = missing };
        }

        // The evaluation is there: the gate's first rule asked for it. An overridden absence still releases nothing.
        if (state.Find<Evaluation>(request.Evaluation)?.Body is not { } evaluation)
        {
            return CommonProblems.NoDocument(Evaluation.Kind, request.Evaluation);
        }

        return request with
        {
            Blob = evaluation.Blob,
            Threshold = request.Threshold ?? evaluation.Confusion.Threshold,
            Step = ReleaseStep.Draft,
            Percent = 0,
            Champion = "",
            SupersededBy = "",
            Salt = standing?.Salt ?? salt(),
        };
    }

    private static IEnumerable<DocumentRef?> BasedOn(ProductState state, Release release) =>
    [
        state.Find<Evaluation>(release.Evaluation)?.Ref,
        state.Find<Evidence>(release.Evaluation)?.Ref,
        state.Find<ActionMap>()?.Ref,
        state.Find<SuccessContract>()?.Ref,
        .. release.Monitors.Select(monitor => state.Find<Contracts.Monitor>(monitor)?.Ref),
    ];
}
