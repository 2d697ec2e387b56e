using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;
using Rondo.Learning.Loops;

namespace Rondo.Learning.Overview;

/// <summary>Reviews that are due, contracts whose date has passed, incidents decided without a loop, and loops that wait to be closed.</summary>
internal sealed class LearningDecisions : IDecisionFinder
{
    public IEnumerable<OpenDecision> Find(ProductState state, DateTimeOffset now)
    {
        if (Reviews.Promised(state) is { Body.NextReview: { } review } loop && review <= now)
        {
            yield return new OpenDecision("review_due", Stage.Learning, Role.ProductManager, $"The review that loop {loop.Id} set for {review:yyyy-MM-dd} is due: is the product still healthy, accurate, fair, and up to date?", loop.Id, review);
        }

        if (state.Find<SuccessContract>() is { Body.ReviewDate: { } date } && date <= now)
        {
            yield return new OpenDecision("contract_review_due", Stage.Learning, Role.ProductManager, $"The contract was to be looked at again by {date:yyyy-MM-dd}: is what it calls good still good?", "main", date);
        }

        foreach (var incident in state.All<Incident>().Where(incident => incident.Body is { ClosedAt: not null, Remedy: Remedy.CollectAndRetrain or Remedy.MoveThreshold } && state.All<Loop>().All(known => known.Body.Signal.Id != incident.Id)))
        {
            yield return new OpenDecision("incident_without_loop", Stage.Learning, Role.DataScientist, $"It was decided to '{incident.Body.Decision}', but no loop has been opened for it.", incident.Id, incident.Body.ClosedAt);
        }

        foreach (var open in state.All<Loop>().Where(open => open.Body.ClosedAt is null && open.Body.Changes.Any(change => IsFull(state, change.Document))))
        {
            yield return new OpenDecision("loop_to_close", Stage.Learning, Role.ProductManager, $"Loop {open.Id} has reached everybody: measure whether it helped, and close it.", open.Id, open.Body.Changes[^1].At);
        }
    }

    private static bool IsFull(ProductState state, DocumentRef document) =>
        document.Kind == Release.Kind && state.Find<Release>(document.Id)?.Body.Step == ReleaseStep.Full;
}
