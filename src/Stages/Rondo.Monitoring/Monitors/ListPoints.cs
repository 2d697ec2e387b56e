using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Monitors;

/// <summary>What a monitor saw, oldest window first. A window that was looked at again, with more outcomes known, stands once, as it was seen last.</summary>
[UseCase("GET /products/{product}/monitors/{id}/points", "monitor points", "Shows what a monitor saw.")]
internal static class ListPoints
{
    public static async Task<Answer<IReadOnlyList<MonitorPoint>>> Handle(string product, string id, Desk desk, IFactStore facts, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Monitor>(id) is null)
        {
            return CommonProblems.NoDocument(Monitor.Kind, id);
        }

        var newest = new Dictionary<(string, DateTimeOffset, DateTimeOffset), (DateTimeOffset SeenAt, MonitorPoint Point)>();
        await foreach (var fact in facts.ReadAsync(new FactQuery(product, FactKinds.MonitorPoint) { Subject = id }, cancellation))
        {
            var point = JsonSerializer.Deserialize<MonitorPoint>(fact.Body, RondoJson.Options)!;
            var key = (point.Release, point.From, point.To);
            if (!newest.TryGetValue(key, out var known) || known.SeenAt <= fact.RecordedAt)
            {
                newest[key] = (fact.RecordedAt, point);
            }
        }

        return AnswerOf.Good<IReadOnlyList<MonitorPoint>>([.. newest.Values.Select(seen => seen.Point).OrderBy(point => point.To).ThenBy(point => point.Release, StringComparer.Ordinal)]);
    }
}
