using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel.Documents;
using Rondo.Kernel.UseCases;

namespace Rondo.Kernel.Ledger;

/// <summary>The ledger itself, newest first, a page at a time.</summary>
[UseCase("GET /products/{product}/ledger", "ledger list", "Lists who decided what, when, why and based on what.")]
internal static class ReadLedger
{
    public const int PageLimit = 200;

    public static async Task<Answer<LedgerPage>> Handle(string product, long? before, int? limit, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        var take = Math.Clamp(limit ?? 50, 1, PageLimit);
        var entries = state.Entries.Reverse().Where(entry => before is null || entry.Sequence < before).Take(take).ToList();
        return new LedgerPage
        {
            Entries = [.. entries.Select(entry => AnyDocument.Envelope(state, entry))],
            Next = entries.Count > 0 && entries[^1].Sequence > 1 ? entries[^1].Sequence : null,
        };
    }
}

/// <summary>Re-computes a product's hash chain.</summary>
[UseCase("GET /products/{product}/ledger/verification", "ledger verify", "Re-computes the hash chain and says whether anything was changed afterwards.")]
internal static class VerifyLedger
{
    public static async Task<Answer<LedgerVerification>> Handle(string product, Desk desk, ILedgerStore store, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out _, out var refusal)
            ? LedgerChain.Verify(product, await store.ReadAsync(product, 0, cancellation))
            : refusal;
}
