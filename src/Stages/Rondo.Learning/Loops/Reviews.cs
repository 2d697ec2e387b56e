using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Learning.Loops;

/// <summary>When the product is looked at again: as the last closed loop said, or by the contract's review date, whichever comes first.</summary>
internal static class Reviews
{
    /// <summary>The next one; null where none is scheduled.</summary>
    public static DateTimeOffset? Next(ProductState state)
    {
        var (loop, contract) = (Promised(state)?.Body.NextReview, state.Find<SuccessContract>()?.Body.ReviewDate);
        return loop is null ? contract : contract is null || loop < contract ? loop : contract;
    }

    /// <summary>The loop whose next review is still ahead or due: the last one closed, unless a later signal has been taken up since.</summary>
    public static Stored<Loop>? Promised(ProductState state)
    {
        var loops = state.All<Loop>();
        return loops.Where(loop => loop.Body is { ClosedAt: not null, NextReview: not null }).MaxBy(loop => loop.Body.ClosedAt) is { } last
            && loops.All(loop => loop.Body.ClosedAt is not null || loop.Entry.At < last.Body.NextReview)
                ? last
                : null;
    }
}
