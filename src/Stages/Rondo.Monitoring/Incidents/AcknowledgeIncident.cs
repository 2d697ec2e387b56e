using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Monitoring.Incidents;

/// <summary>Somebody takes an incident on; the first clock stops. Doing it twice changes nothing.</summary>
[UseCase("POST /products/{product}/incidents/{id}/acknowledge", "incident acknowledge", "Takes an incident on.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class AcknowledgeIncident
{
    public static async Task<Answer<Document<Incident>>> Handle(string product, string id, AcknowledgeRequest request, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Incident>(id) is not { } incident)
        {
            return CommonProblems.NoDocument(Incident.Kind, id);
        }

        if (!Decide(id, incident.Body, desk.Now).Try(out var body, out var refused))
        {
            return refused;
        }

        return ReferenceEquals(body, incident.Body)
            ? state.Envelope(incident)
            : await desk.WriteAsync(state, id, body, incident.Entry.BasedOn, request.Note ?? "", cancellation);
    }

    internal static Answer<Incident> Decide(string id, Incident incident, DateTimeOffset now) =>
        incident.ClosedAt is { } closed ? new Refusal(CloseIncident.IncidentClosed, $"Incident '{id}' was closed on {closed:yyyy-MM-dd HH:mm}: {incident.Decision}", "There is nothing to take on.")
        : incident.AcknowledgedAt is not null ? incident
        : incident with { AcknowledgedAt = now };
}
