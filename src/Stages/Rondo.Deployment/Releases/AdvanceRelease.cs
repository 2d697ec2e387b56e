using Rondo.Contracts;
using Rondo.Deployment.Models;
using Rondo.Kernel;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Releases;

/// <summary>
/// Takes a release one step further: draft, shadow, a rising percentage, everybody. Each step needs a reason. The
/// release that answered everybody before is stopped in the same commit, so that never two do, and never none.
/// </summary>
[UseCase("POST /products/{product}/releases/{id}/advance", "release advance", "Takes a release a step further.")]
[AllowedTo(Role.ProductManager, Role.Engineer)]
internal static class AdvanceRelease
{
    public static readonly ProblemCode InvalidStep = new("invalid_step", 409, "The release cannot take this step");
    public static readonly ProblemCode ReleaseIsStopped = new("release_stopped", 409, "The release is switched off");
    public static readonly ProblemCode PercentNotRaised = new("percent_not_raised", 409, "A ramp only goes up");
    public static readonly ProblemCode ChallengerRunning = new("challenger_running", 409, "Another release is on its ramp");
    public static readonly ProblemCode ModelUnavailable = new("model_unavailable", 409, "The model cannot be loaded");

    public static async Task<Answer<Document<Release>>> Handle(string product, string id, AdvanceRequest request, Desk desk, GateKeeper gates, ModelShelf shelf, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (desk.Earlier<Release>(state, id) is { } earlier && earlier.Body.Step == request.To)
        {
            return earlier;
        }

        if (!Decide(state, id, request, gates.Refuse(state, GateNames.Ramp, id), gates.Refuse(state, GateNames.Advance, id)).Try(out var changed, out var refused))
        {
            return refused;
        }

        // Loading it now keeps the first user from waiting for it, and a broken package from ever being asked.
        using (var lease = await shelf.RentAsync(changed[0].Body.Blob, cancellation))
        {
            if (lease is null)
            {
                return new Refusal(ModelUnavailable, $"The model package of release '{id}' cannot be read. Nothing was written.", "Check the stored package, or release another evaluation.");
            }
        }

        var drafts = changed.Select(change => Desk.DraftOf(change.Id, change.Body, state.Latest(Release.Kind, change.Id)!.BasedOn) with { ExpectedVersion = change.Id == id ? desk.Caller.ExpectedVersion ?? change.Version : change.Version });
        return (await desk.WriteAllAsync(state, request.Reason, [.. drafts], cancellation)).Try(out var written, out var lost)
            ? written.State.Envelope(written.State.Read<Release>(written.Entries.First(entry => entry.Id == id)))
            : lost;
    }

    /// <summary>One release as it is to stand.</summary>
    internal sealed record Change(string Id, int Version, Release Body);

    /// <summary>The releases that change, the advancing one first.</summary>
    /// <param name="state">State.</param>
    /// <param name="id">Release.</param>
    /// <param name="request">Step.</param>
    /// <param name="ramp">What closes the ramp gate; only asked where a step is left out.</param>
    /// <param name="advance">What closes the advance gate; always asked.</param>
    internal static Answer<IReadOnlyList<Change>> Decide(ProductState state, string id, AdvanceRequest request, Refusal? ramp, Refusal? advance)
    {
        if (state.Find<Release>(id) is not { } stored)
        {
            return CommonProblems.NoDocument(Release.Kind, id);
        }

        var release = stored.Body;
        if (Refuse(state, id, release, request) is { } refusal)
        {
            return refusal;
        }

        if (((request.To - release.Step > 1 ? ramp : null) ?? advance) is { } closed)
        {
            return closed;
        }

        var champion = state.All<Release>().FirstOrDefault(other => other.Body.Step == ReleaseStep.Full && other.Id != id);
        var percent = request.To switch { ReleaseStep.Percentage => request.Percent, ReleaseStep.Full => 100, _ => 0 };
        var changes = new List<Change>
        {
            new(id, stored.Entry.Version, release with { Step = request.To, Percent = percent, Champion = champion?.Id ?? release.Champion }),
        };
        if (request.To == ReleaseStep.Full && champion is not null)
        {
            changes.Add(new Change(champion.Id, champion.Entry.Version, champion.Body with { Step = ReleaseStep.Stopped, Percent = 0, SupersededBy = id }));
        }

        return AnswerOf.Good<IReadOnlyList<Change>>(changes);
    }

    private static Refusal? Refuse(ProductState state, string id, Release release, AdvanceRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            return CommonProblems.NoReason($"Release '{id}' changes what users meet; say why now.");
        }

        if (release.Step == ReleaseStep.Stopped)
        {
            return new Refusal(ReleaseIsStopped, $"Release '{id}' is switched off and does not come back.", "Make a new release of the same evaluation under another id.");
        }

        var again = release.Step == ReleaseStep.Percentage && request.To == ReleaseStep.Percentage;
        if (request.To is ReleaseStep.Stopped or ReleaseStep.Draft || (request.To <= release.Step && !again))
        {
            return new Refusal(InvalidStep, $"Release '{id}' is at the step '{Words.Of(release.Step)}' and cannot go to '{Words.Of(request.To)}'.", request.To == ReleaseStep.Stopped ? "Switch it off with POST releases/{id}/stop." : "Steps only go forward: shadow, percentage, full.");
        }

        if (request.To == ReleaseStep.Percentage && !(request.Percent is > 0 and < 100))
        {
            return CommonProblems.Invalid("percent", $"A percentage lies above 0 and below 100; got {request.Percent}.", "Send a 'percent' such as 10; for everybody, advance to 'full'.");
        }

        if (again && request.Percent <= release.Percent)
        {
            return new Refusal(PercentNotRaised, $"Release '{id}' answers {release.Percent} % of the entities already; {request.Percent} % would take it away from some of them.", "Send a larger percentage, or stop the release.");
        }

        return request.To != ReleaseStep.Shadow && state.All<Release>().FirstOrDefault(other => other.Id != id && other.Body.Step == ReleaseStep.Percentage) is { } running
            ? new Refusal(ChallengerRunning, $"Release '{running.Id}' answers {running.Body.Percent} % of the entities; two ramps at once could not be told apart.", $"Take '{running.Id}' to everybody or stop it first.")
            : null;
    }
}
