using System.Globalization;
using System.Runtime.CompilerServices;
using Rondo.Contracts;
using Rondo.Deployment.Decisions;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Exports;

/// <summary>Decisions with what really happened, as Parquet by release and day, for any other engine.</summary>
[UseCase("GET /products/{product}/decisions/export", "decision export", "Downloads decisions with their outcomes as Parquet, by release and day.")]
internal static class ExportDecisions
{
    // Outcomes are looked up for so many decisions at once.
    private const int Batch = 2_000;

    private static readonly ExportColumn[] Columns =
    [
        new("release", ExportKind.Text), new("day", ExportKind.Text), new("prediction_id", ExportKind.Text), new("entity", ExportKind.Text), new("variant", ExportKind.Text),
        new("at", ExportKind.Time), new("recorded_at", ExportKind.Time), new("score", ExportKind.Number), new("threshold", ExportKind.Number), new("decision", ExportKind.Text),
        new("action", ExportKind.Text), new("source", ExportKind.Text), new("reason_code", ExportKind.Text), new("latency_ms", ExportKind.Number), new("request_id", ExportKind.Text),
        new("features", ExportKind.Text), new("outcome", ExportKind.Text), new("outcome_at", ExportKind.Time),
    ];

    public static async Task<Answer<Stream>> Handle(string product, string? release, DateTimeOffset? from, DateTimeOffset? to, Desk desk, IFactStore facts, IPartitionedExport export, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (release is { Length: > 0 } && state.Find<Release>(release) is null)
        {
            return CommonProblems.NoDocument(Release.Kind, release);
        }

        var query = new FactQuery(product, FactKinds.Prediction) { Release = string.IsNullOrEmpty(release) ? null : release, From = from?.ToUniversalTime(), To = to?.ToUniversalTime() };
        return await export.WriteAsync(Columns, ["release", "day"], RowsAsync(product, query, facts, cancellation), cancellation);
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(string product, FactQuery query, IFactStore facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var batch in facts.ReadAsync(query, cancellation).Chunk(Batch).WithCancellation(cancellation))
        {
            var outcomes = await facts.FindAsync(product, FactKinds.Outcome, [.. batch.Select(fact => fact.Id)], cancellation);
            foreach (var fact in batch)
            {
                yield return Row(fact, outcomes.GetValueOrDefault(fact.Id));
            }
        }
    }

    private static object?[] Row(Fact fact, Fact? outcome)
    {
        var record = PredictionFacts.Read(fact);
        return
        [
            fact.Release.Length == 0 ? "none" : fact.Release, fact.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), fact.Id, fact.Entity, fact.Arm,
            fact.At, fact.RecordedAt, fact.Value, record.Threshold, fact.Label,
            record.Action, WireWords.Write(record.Source), record.ReasonCode, record.LatencyMs, record.RequestId.Length == 0 ? null : record.RequestId,
            record.Features?.GetRawText(), outcome?.Label, outcome?.At,
        ];
    }
}
