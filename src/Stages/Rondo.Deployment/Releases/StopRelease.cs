using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Releases;

/// <summary>
/// The kill switch. No gate stands before it and every role of the team may press it. Where the release had taken the
/// place of another one, that one answers again from the next request on; else the fallback answers.
/// </summary>
[UseCase("POST /products/{product}/releases/{id}/stop", "release stop", "Switches a release off.")]
[AllowedTo(Role.ProductManager, Role.Engineer, Role.DataScientist, Role.Reviewer)]
internal static class StopRelease
{
    public static async Task<Answer<Document<Release>>> Handle(string product, string id, StopRequest request, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (desk.Earlier<Release>(state, id) is { Body.Step: ReleaseStep.Stopped } earlier)
        {
            return earlier;
        }

        if (!Decide(state, id, request).Try(out var changed, out var refused))
        {
            return refused;
        }

        var drafts = changed.Select(change => Desk.DraftOf(change.Id, change.Body, state.Latest(Release.Kind, change.Id)!.BasedOn) with { ExpectedVersion = change.Id == id ? desk.Caller.ExpectedVersion ?? change.Version : change.Version });
        return (await desk.WriteAllAsync(state, request.Reason, [.. drafts], cancellation)).Try(out var written, out var lost)
            ? written.State.Envelope(written.State.Read<Release>(written.Entries.First(entry => entry.Id == id)))
            : lost;
    }

    internal static Answer<IReadOnlyList<AdvanceRelease.Change>> Decide(ProductState state, string id, StopRequest request)
    {
        if (state.Find<Release>(id) is not { } stored)
        {
            return CommonProblems.NoDocument(Release.Kind, id);
        }

        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            return CommonProblems.NoReason($"Switching '{id}' off changes what users meet; say why.");
        }

        if (stored.Body.Step == ReleaseStep.Stopped)
        {
            return new Refusal(AdvanceRelease.ReleaseIsStopped, $"Release '{id}' is switched off already, since {stored.Entry.At:yyyy-MM-dd HH:mm}.", "There is nothing to stop.");
        }

        var changes = new List<AdvanceRelease.Change>
        {
            new(id, stored.Entry.Version, stored.Body with { Step = ReleaseStep.Stopped, Percent = 0, SupersededBy = "" }),
        };
        if (stored.Body.Step == ReleaseStep.Full && state.Find<Release>(stored.Body.Champion) is { Body: { Step: ReleaseStep.Stopped } before } previous && before.SupersededBy == id)
        {
            changes.Add(new AdvanceRelease.Change(previous.Id, previous.Entry.Version, before with { Step = ReleaseStep.Full, Percent = 100, SupersededBy = "" }));
        }

        return AnswerOf.Good<IReadOnlyList<AdvanceRelease.Change>>(changes);
    }
}
