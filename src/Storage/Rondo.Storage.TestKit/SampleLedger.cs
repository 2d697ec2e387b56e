using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Storage.TestKit;

/// <summary>Ledger entries with a valid chain.</summary>
public static class SampleLedger
{
    /// <summary>The instant of the first entry; not on a whole second, because ticks count.</summary>
    public static DateTimeOffset Start { get; } = new DateTimeOffset(2026, 3, 1, 9, 30, 15, TimeSpan.Zero).AddTicks(1234567);

    /// <summary>The entry that follows others.</summary>
    /// <param name="before">All entries of the product so far.</param>
    /// <param name="product">Product.</param>
    /// <param name="kind">Kind.</param>
    /// <param name="id">Id.</param>
    /// <param name="body">Body.</param>
    /// <param name="key">Idempotency key.</param>
    public static LedgerEntry Next(IReadOnlyList<LedgerEntry> before, string product = "churn", string kind = "brief", string id = "main", string body = "{}", string key = "")
    {
        ArgumentNullException.ThrowIfNull(before);
        var version = before.Count(entry => entry.Kind == kind && entry.Id == id) + 1;
        IReadOnlyList<DocumentRef> basedOn = before.Count == 0 ? [] : [before[^1].Ref];
        return Signed(new LedgerEntry(before.Count + 1, product, kind, id, version, body, basedOn, "pm-1", Role.ProductManager, "because", Start.AddSeconds(before.Count), key, before.Count == 0 ? LedgerHash.Genesis : before[^1].Hash, ""));
    }

    /// <summary>Several entries from the first one on, each a document of its own.</summary>
    public static IReadOnlyList<LedgerEntry> Chain(int count, string product = "churn")
    {
        var entries = new List<LedgerEntry>();
        for (var i = 0; i < count; i++)
        {
            entries.Add(Next(entries, product, id: i.ToString(CultureInfo.InvariantCulture)));
        }

        return entries;
    }

    /// <summary>The same entry with its right hash.</summary>
    public static LedgerEntry Signed(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry with { Hash = LedgerHash.Of(entry) };
    }

    /// <summary>Fails unless two lists of entries are the same, field by field.</summary>
    internal static void ShouldBeEntries(this IReadOnlyList<LedgerEntry> actual, IReadOnlyList<LedgerEntry> expected)
    {
        actual.Count.ShouldBe(expected.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            actual[i].BasedOn.ShouldBe(expected[i].BasedOn);
            (actual[i] with { BasedOn = expected[i].BasedOn }).ShouldBe(expected[i]);
        }
    }
}
