using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Data.Judgement;

/// <summary>What is known of a data set as it stands: what was judged of an earlier version says nothing of this one.</summary>
internal static class Judged
{
    /// <summary>The judgement of the newest version; null where it was not judged.</summary>
    public static Readiness? Of(ProductState state, Stored<Dataset> dataset) =>
        state.Find<Readiness>(dataset.Id) is { } readiness && readiness.Entry.BasedOn.Contains(dataset.Ref) ? readiness.Body : null;

    /// <summary>How the newest version compared with its reference; null where it was not compared.</summary>
    public static Representation? Compared(ProductState state, Stored<Dataset> dataset) =>
        state.Find<Representation>(dataset.Id) is { } representation && representation.Entry.BasedOn.Contains(dataset.Ref) ? representation.Body : null;
}
