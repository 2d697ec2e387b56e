using System.Text.Json;
using Rondo.Contracts;
using Rondo.Engines.Rules;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;

namespace Rondo.Monitoring.Meters;

/// <summary>Which decisions belong to a cohort: its condition, read on what each caller sent.</summary>
internal static class CohortFilter
{
    /// <summary>Null where there is no such cohort, or where its condition is not understood on its data set any more.</summary>
    public static Func<Fact, bool>? Of(ProductState state, string cohort)
    {
        if (state.Find<Cohort>(cohort)?.Body is not { } found || state.Find<Dataset>(found.Dataset)?.Body is not { } dataset)
        {
            return null;
        }

        IReadOnlyList<RuleColumn> columns = [.. dataset.Columns.Select(column => new RuleColumn(column.Name, column.Kind switch { "number" => RuleKind.Number, "time" => RuleKind.Time, _ => RuleKind.Text }))];
        return !RuleRefusals.ReadCondition(found.Where, columns, "where").Try(out var rule, out _) ? null
            : fact => JsonSerializer.Deserialize<PredictionRecord>(fact.Body, RondoJson.Options)?.Features is { } features && rule.Decide(features, "");
    }
}
