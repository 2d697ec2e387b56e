using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Incidents;

/// <summary>Decides whether what a monitor saw opens an incident. Pure.</summary>
/// <remarks>
/// Yes when the newest judged windows, as many as the monitor asks for, all breached; but not while an incident of the
/// same monitor and release is open, and not on windows that began before the last one was closed: a decision that was
/// just made is not made again on the same data.
/// </remarks>
internal static class Alarm
{
    /// <summary>An incident to open.</summary>
    internal sealed record Opening(string Id, Incident Incident);

    /// <param name="state">State.</param>
    /// <param name="monitor">Monitor.</param>
    /// <param name="release">Release.</param>
    /// <param name="points">Newest first; immature ones among them are passed over.</param>
    /// <param name="now">Now: the incident's clock starts.</param>
    public static Opening? Decide(ProductState state, Stored<Monitor> monitor, Stored<Release> release, IReadOnlyList<MonitorPoint> points, DateTimeOffset now)
    {
        var judged = points.Where(point => !point.Immature).Take(monitor.Body.Consecutive).ToList();
        if (judged.Count < monitor.Body.Consecutive || judged.Any(point => !point.Breached))
        {
            return null;
        }

        var newest = judged[0];
        var id = $"{monitor.Id}.{release.Id}.{newest.To.UtcDateTime:yyyyMMddTHHmmss}";
        var earlier = state.All<Incident>().Where(incident => incident.Body.Monitor == monitor.Id && incident.Body.Release == release.Id).ToList();
        return earlier.Any(incident => incident.Id == id || incident.Body.ClosedAt is not { } closed || newest.From < closed)
            ? null
            : new Opening(id, new Incident
            {
                Monitor = monitor.Id,
                Release = release.Id,
                Sentence = judged.Count == 1 ? newest.Sentence : $"{newest.Sentence} The same in {judged.Count} windows in a row.",
                Point = newest,
                Action = monitor.Body.Action,
                Priority = monitor.Body.Priority,
                Owner = monitor.Body.Owner,
                OpenedAt = now,
                AcknowledgeBy = now.AddHours(monitor.Body.AcknowledgeHours),
                DecideBy = now.AddHours(monitor.Body.DecideHours),
            });
    }
}
