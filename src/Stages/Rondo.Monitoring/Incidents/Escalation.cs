using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.People;

namespace Rondo.Monitoring.Incidents;

/// <summary>Incidents whose clock ran out before somebody took them on, or before somebody decided.</summary>
internal static class Escalation
{
    /// <summary>Writes the escalation of every incident that is overdue.</summary>
    public static async ValueTask RunAsync(ILedger ledger, ProductState state, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var incident in state.All<Incident>())
        {
            if (Decide(incident.Body, now) is { } escalated)
            {
                // Losing against somebody who takes it on at this moment is fine.
                var draft = Desk.DraftOf(incident.Id, escalated, incident.Entry.BasedOn) with { ExpectedVersion = incident.Entry.Version };
                _ = await ledger.AppendAsync(new Commit(state.Product, Caller.System.Actor, Caller.System.Role, Why(incident.Body, now), "", [draft]), cancellation);
            }
        }
    }

    internal static Incident? Decide(Incident incident, DateTimeOffset now) =>
        incident.ClosedAt is null && incident.EscalatedAt is null && Overdue(incident, now) ? incident with { EscalatedAt = now } : null;

    /// <summary>True where a clock has run out.</summary>
    internal static bool Overdue(Incident incident, DateTimeOffset now) =>
        incident.ClosedAt is null && ((incident.AcknowledgedAt is null && now > incident.AcknowledgeBy) || now > incident.DecideBy);

    private static string Why(Incident incident, DateTimeOffset now) =>
        incident.AcknowledgedAt is null && now > incident.AcknowledgeBy
            ? $"Nobody had taken it on by {incident.AcknowledgeBy:yyyy-MM-dd HH:mm}."
            : $"Nobody had decided by {incident.DecideBy:yyyy-MM-dd HH:mm}.";
}
