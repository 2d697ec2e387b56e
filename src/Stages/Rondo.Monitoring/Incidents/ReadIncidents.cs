using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Monitoring.Incidents;

/// <summary>Incidents: open ones first, then the newest.</summary>
[UseCase("GET /products/{product}/incidents", "incident list", "Lists incidents.")]
internal static class ListIncidents
{
    public static async Task<Answer<IReadOnlyList<Document<Incident>>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? AnswerOf.Good<IReadOnlyList<Document<Incident>>>([.. state.All<Incident>().OrderBy(incident => incident.Body.ClosedAt is not null).ThenByDescending(incident => incident.Body.OpenedAt).Select(state.Envelope)])
            : refusal;
}

/// <summary>One incident.</summary>
[UseCase("GET /products/{product}/incidents/{id}", "incident show", "Shows an incident.")]
internal static class ShowIncident
{
    public static async Task<Answer<Document<Incident>>> Handle(string product, string id, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return state.Find<Incident>(id) is { } incident ? state.Envelope(incident) : CommonProblems.NoDocument(Incident.Kind, id);
    }
}
