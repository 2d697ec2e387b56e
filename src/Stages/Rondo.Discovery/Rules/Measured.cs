using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Discovery.Rules;

/// <summary>Rule and model as they were measured last.</summary>
internal static class Measured
{
    /// <summary>The newest judgement of data that compares the rule as it stands; null where none does. What was said of an earlier rule says nothing of this one.</summary>
    public static Stored<Readiness>? Newest(ProductState state) => state.Find<RuleBaseline>() is not { } rule ? null :
        state.All<Readiness>().OrderBy(readiness => readiness.Entry.Sequence).LastOrDefault(readiness => readiness.Body.Comparison is not null && readiness.Entry.BasedOn.Contains(rule.Ref));
}
