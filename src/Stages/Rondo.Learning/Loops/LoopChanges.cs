using Rondo.Contracts;
using Rondo.Kernel.Events;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.People;

namespace Rondo.Learning.Loops;

/// <summary>
/// Writes into a loop what was changed because of it: data sets, runs, evaluations, comparisons and releases that carry
/// its id. Nobody has to remember to link them.
/// </summary>
internal sealed class LoopChanges(Func<ILedger> ledger) : ILedgerListener
{
    // Two documents of one loop can arrive at once; each try re-reads the loop that the other one wrote.
    private const int Tries = 8;

    public async ValueTask HeardAsync(ProductState state, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
    {
        foreach (var found in entries.Select(entry => Find(state, entry)).OfType<Found>())
        {
            await AddAsync(state.Product, found, cancellation);
        }
    }

    /// <summary>The loop that an entry belongs to, and the change it is; null where it belongs to none.</summary>
    internal static Found? Find(ProductState state, LedgerEntry entry)
    {
        var (loop, words) = entry.Kind switch
        {
            "dataset" when state.Read<Dataset>(entry).Body is var dataset => (dataset.Loop, $"Data set {entry.Id}, version {entry.Version}: {dataset.Rows:N0} rows."),
            "run" when state.Read<Run>(entry).Body is var run => (run.Loop, $"Run {entry.Id}: {run.Sentence}"),
            "evaluation" when state.Read<Evaluation>(entry).Body is var evaluation => (LoopOf(state, evaluation), $"Evaluation {entry.Id}: {evaluation.Sentence}"),
            "comparison" when state.Read<Comparison>(entry).Body is var comparison => (LoopOf(state, comparison.Challenger), $"Comparison {entry.Id}: {comparison.Sentence}"),
            "release" when state.Read<Release>(entry).Body is var release => (release.Loop, Words(entry, release)),
            _ => ("", ""),
        };
        return loop.Length > 0 && state.Find<Loop>(loop) is { Body.ClosedAt: null } ? new Found(loop, new LoopChange(entry.Ref, words, entry.At)) : null;
    }

    /// <summary>The loop with a change, or null where it has it already.</summary>
    internal static Loop? With(Loop loop, LoopChange change) =>
        loop.ClosedAt is not null || loop.Changes.Any(known => known.Document == change.Document)
            ? null
            : loop with { Changes = [.. loop.Changes.Append(change).OrderBy(known => known.At)] };

    private static string Words(LedgerEntry entry, Release release) => release.Step switch
    {
        ReleaseStep.Draft => $"Release {entry.Id} was made of evaluation {release.Evaluation}.",
        ReleaseStep.Shadow => $"Release {entry.Id} scores in shadow.",
        ReleaseStep.Percentage => $"Release {entry.Id} answers {release.Percent:0.##} % of the entities.",
        ReleaseStep.Full => $"Release {entry.Id} answers everybody.",
        _ => $"Release {entry.Id} was switched off.",
    };

    private static string LoopOf(ProductState state, DocumentRef evaluation) =>
        state.At(evaluation) is { } entry ? LoopOf(state, state.Read<Evaluation>(entry).Body) : "";

    private static string LoopOf(ProductState state, Evaluation evaluation) =>
        state.At(evaluation.Run) is { } run ? state.Read<Run>(run).Body.Loop : "";

    private async ValueTask AddAsync(string product, Found found, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await ledger().FindAsync(product, cancellation) is not { } state || state.Find<Loop>(found.Loop) is not { } loop || With(loop.Body, found.Change) is not { } changed)
            {
                return;
            }

            var draft = Desk.DraftOf(loop.Id, changed, loop.Entry.BasedOn) with { ExpectedVersion = loop.Entry.Version };
            if ((await ledger().AppendAsync(new Commit(product, Caller.System.Actor, Caller.System.Role, found.Change.Words, "", [draft]), cancellation)).IsGood)
            {
                return;
            }
        }

        throw new InvalidOperationException($"Loop '{found.Loop}' was written to by others {Tries} times in a row; {found.Change.Document} is not linked to it.");
    }

    /// <summary>A change and its loop.</summary>
    internal sealed record Found(string Loop, LoopChange Change);
}
