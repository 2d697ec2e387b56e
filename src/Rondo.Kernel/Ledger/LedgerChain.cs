using Rondo.Contracts;

namespace Rondo.Kernel.Ledger;

/// <summary>Checks a chain without I/O.</summary>
public static class LedgerChain
{
    /// <summary>Re-computes every hash, every sequence and every version.</summary>
    public static LedgerVerification Verify(string product, IReadOnlyList<LedgerEntry> entries)
    {
        var previous = LedgerHash.Genesis;
        var versions = new Dictionary<(string, string), int>();
        long expected = 1;
        foreach (var entry in entries)
        {
            var fault =
                entry.Sequence != expected ? $"entry {expected} is missing" :
                entry.PreviousHash != previous ? $"entry {expected} does not follow the one before it" :
                entry.Hash != LedgerHash.Of(entry) ? $"entry {expected} ({entry.Ref}) was changed after it was written" :
                entry.Version != versions.GetValueOrDefault((entry.Kind, entry.Id)) + 1 ? $"entry {expected} skips a version of {entry.Kind}/{entry.Id}" :
                null;
            if (fault is not null)
            {
                return new LedgerVerification(product, entries.Count, false, expected, $"The ledger of {product} is broken: {fault}.");
            }

            versions[(entry.Kind, entry.Id)] = entry.Version;
            previous = entry.Hash;
            expected++;
        }

        return new LedgerVerification(product, entries.Count, true, null, $"The ledger of {product} is intact: {entries.Count} entries, head {previous[..12]}.");
    }
}
