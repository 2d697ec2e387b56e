using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.People;
using Rondo.Monitoring.Incidents;
using Rondo.Monitoring.Meters;
using Rondo.Monitoring.Monitors;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Rounds;

/// <summary>
/// Lets every monitor look at every live release. The same data gives the same points and opens no incident twice,
/// however often and from however many nodes it runs.
/// </summary>
internal sealed class RoundRunner(ILedger ledger, IFactStore facts, IEnumerable<IMeter> meters, TimeProvider time)
{
    private readonly Dictionary<MonitorMetric, IMeter> _meters = meters.ToDictionary(meter => meter.Metric);

    /// <summary>Runs one round as of a moment, in somebody's name.</summary>
    public async ValueTask<MonitoringRound> RunAsync(ProductState state, DateTimeOffset asOf, Caller caller, CancellationToken cancellation)
    {
        var contract = state.Find<SuccessContract>()?.Body;
        var (points, opened) = (new List<MonitorPoint>(), new List<string>());
        foreach (var monitor in state.All<Monitor>().Where(monitor => !monitor.Body.Retired))
        {
            foreach (var release in state.All<Release>().Where(release => release.Body.Step is ReleaseStep.Percentage or ReleaseStep.Full))
            {
                if (Limits.Of(monitor.Body, contract) is not { } limit)
                {
                    continue;
                }

                var seen = await LookAsync(state, monitor, release, limit, asOf, cancellation);
                await KeepAsync(state.Product, seen, cancellation);
                points.AddRange(seen);
                if (Alarm.Decide(state, monitor, release, seen, time.GetUtcNow()) is { } alarm && await OpenAsync(state, monitor, release, alarm, caller, cancellation))
                {
                    opened.Add(alarm.Id);
                }
            }
        }

        return new MonitoringRound(points, opened);
    }

    // Newest first, until as many windows are judged as must breach in a row.
    private async ValueTask<IReadOnlyList<MonitorPoint>> LookAsync(ProductState state, Stored<Monitor> monitor, Stored<Release> release, double limit, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var meter = _meters[monitor.Body.Metric];
        var since = LiveSince(state, release.Id);
        var points = new List<MonitorPoint>();
        var (judged, looked) = (0, 0);
        foreach (var (from, to) in Windows.Back(asOf, TimeSpan.FromDays(monitor.Body.WindowDays), since))
        {
            var watch = new Watch(state, monitor, release, since, limit, from, to, asOf);
            looked++;
            if (await meter.ReadAsync(watch, cancellation) is { } reading)
            {
                points.Add(watch.Point(reading));
                judged += points[^1].Immature ? 0 : 1;
            }

            if (judged >= monitor.Body.Consecutive || (!meter.NeedsOutcomes && looked >= monitor.Body.Consecutive))
            {
                break;
            }
        }

        return points;
    }

    internal static DateTimeOffset LiveSince(ProductState state, string release) =>
        state.History(Release.Kind, release).First(entry => state.Read<Release>(entry).Body.Step is ReleaseStep.Percentage or ReleaseStep.Full).At;

    private async ValueTask KeepAsync(string product, IReadOnlyList<MonitorPoint> points, CancellationToken cancellation)
    {
        if (points.Count == 0)
        {
            return;
        }

        var now = time.GetUtcNow();
        await facts.AppendAsync([.. points.Select(point => FactOf(product, point, now))], cancellation);
    }

    // The id holds the content: seeing the same again stores nothing, seeing more outcomes stores a newer look.
    internal static Fact FactOf(string product, MonitorPoint point, DateTimeOffset now)
    {
        var body = JsonSerializer.Serialize(point, RondoJson.Options);
        return new Fact
        {
            Product = product,
            Kind = FactKinds.MonitorPoint,
            Id = $"{point.Monitor}/{point.Release}/{point.To.UtcDateTime:yyyyMMddTHHmmssfff}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16]}",
            Subject = point.Monitor,
            Release = point.Release,
            At = point.To,
            RecordedAt = now,
            Value = point.Value.Value,
            Label = point.Immature ? "immature" : point.Breached ? "breached" : point.Doubtful ? "doubtful" : "kept",
            Body = body,
        };
    }

    private async ValueTask<bool> OpenAsync(ProductState state, Stored<Monitor> monitor, Stored<Release> release, Alarm.Opening alarm, Caller caller, CancellationToken cancellation)
    {
        // Version 0 is expected: where two rounds see the same window at once, one of them opens it.
        var draft = Desk.DraftOf(alarm.Id, alarm.Incident, [monitor.Ref, release.Ref]) with { ExpectedVersion = 0 };
        var written = await ledger.AppendAsync(new Commit(state.Product, caller.Actor, caller.Role, alarm.Incident.Sentence, "", [draft]), cancellation);
        return written.IsGood;
    }
}
