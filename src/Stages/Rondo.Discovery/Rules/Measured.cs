using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Discovery.Rules;

/// <summary>Rule and model as they were measured last.</summary>
internal static class Measured
{
    /// <summary>The newest judgement of data that compares them; null where none does.</summary>
    public static Stored<Readiness>? Newest(ProductState state) =>
        state.All<Readiness>().OrderBy(readiness => readiness.Entry.Sequence).LastOrDefault(readiness => readiness.Body.Comparison is not null);
}
