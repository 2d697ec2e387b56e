using Rondo.Contracts;

namespace Rondo.Kernel.Ledger;

/// <summary>Decides, without I/O, what a commit appends to a state or why it must not.</summary>
internal static class AppendDecision
{
    /// <summary>The entries to append; empty where the same commit is there already.</summary>
    public static Answer<(IReadOnlyList<LedgerEntry> Entries, bool Repeated)> Decide(ProductState state, Commit commit, DateTimeOffset now)
    {
        if (commit.IdempotencyKey.Length > 0 && Earlier(state, commit) is { } earlier)
        {
            return earlier;
        }

        // The clock of a machine can step back; the ledger's time does not.
        var at = state.Entries.Count > 0 && now < state.Entries[^1].At ? state.Entries[^1].At : now;
        var entries = new List<LedgerEntry>(commit.Drafts.Count);
        var previous = state.Head;
        var working = state;
        foreach (var draft in commit.Drafts)
        {
            var latest = working.Latest(draft.Kind, draft.Id);
            if (draft.ExpectedVersion is { } expected && expected != (latest?.Version ?? 0))
            {
                return Conflict(draft, expected, latest);
            }

            if (draft.BasedOn.FirstOrDefault(basis => working.At(basis) is null) is { } dangling)
            {
                return new Refusal(CommonProblems.UnknownDocument, $"{draft.Kind} '{draft.Id}' is based on {dangling}, which does not exist.", "Name an existing version.");
            }

            var entry = new LedgerEntry(working.Sequence + 1, commit.Product, draft.Kind, draft.Id, (latest?.Version ?? 0) + 1, draft.Body, draft.BasedOn, commit.Actor, commit.Role, commit.Reason, at, commit.IdempotencyKey, previous, "");
            entry = entry with { Hash = LedgerHash.Of(entry) };
            previous = entry.Hash;
            entries.Add(entry);
            working = working.With([entry]);
        }

        return (entries, false);
    }

    private static Answer<(IReadOnlyList<LedgerEntry>, bool)>? Earlier(ProductState state, Commit commit)
    {
        IReadOnlyList<LedgerEntry> earlier = [.. state.Entries.Where(entry => entry.IdempotencyKey == commit.IdempotencyKey)];
        if (earlier.Count == 0)
        {
            return null;
        }

        var same = earlier.Count == commit.Drafts.Count
            && earlier.Zip(commit.Drafts).All(pair => pair.First.Kind == pair.Second.Kind && pair.First.Body == pair.Second.Body);
        return same
            ? (earlier, true)
            : new Refusal(CommonProblems.KeyReused, $"The idempotency key '{commit.IdempotencyKey}' was used at {earlier[0].At:yyyy-MM-dd HH:mm} for {earlier[0].Ref}, with other content. Nothing was written.", "Use a new key for a new request.");
    }

    private static Refusal Conflict(Draft draft, int expected, LedgerEntry? latest) =>
        new(CommonProblems.StaleVersion,
            latest is null
                ? $"You expected version {expected} of {draft.Kind} '{draft.Id}', but it does not exist. Nothing was written."
                : $"You expected version {expected} of {draft.Kind} '{draft.Id}', but {latest.Actor} wrote version {latest.Version} on {latest.At:yyyy-MM-dd HH:mm}. Nothing was written.",
            "Read it again, compare both sides, and send your change with the new version.")
        {
            Conflict = new VersionConflict(expected, latest?.Version ?? 0, latest?.Actor ?? "", latest?.At, draft.Body, latest?.Body ?? ""),
        };
}
