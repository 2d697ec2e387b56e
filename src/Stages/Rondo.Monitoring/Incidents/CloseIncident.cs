using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Monitoring.Incidents;

/// <summary>Monitoring fixes nothing; it says when to act. So an incident closes only with a decision, its cause and a remedy.</summary>
[UseCase("POST /products/{product}/incidents/{id}/close", "incident close", "Closes an incident with a decision.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class CloseIncident
{
    public static readonly ProblemCode DecisionRequired = new("decision_required", 409, "An incident closes only with a decision");
    public static readonly ProblemCode CauseRequired = new("cause_required", 409, "Nobody has said why it happened");
    public static readonly ProblemCode RemedyRequired = new("remedy_required", 409, "Nobody has said what is done about it");
    public static readonly ProblemCode IncidentClosed = new("incident_closed", 409, "The incident is closed");

    public static async Task<Answer<Document<Incident>>> Handle(string product, string id, CloseIncidentRequest request, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (desk.Earlier<Incident>(state, id) is { Body.ClosedAt: not null } earlier)
        {
            return earlier;
        }

        if (state.Find<Incident>(id) is not { } incident)
        {
            return CommonProblems.NoDocument(Incident.Kind, id);
        }

        return Decide(id, incident.Body, request, desk.Now).Try(out var body, out var refused)
            ? await desk.WriteAsync(state, id, body, incident.Entry.BasedOn, body.Decision, cancellation)
            : refused;
    }

    internal static Answer<Incident> Decide(string id, Incident incident, CloseIncidentRequest request, DateTimeOffset now) =>
        incident.ClosedAt is { } closed
            ? new Refusal(IncidentClosed, $"Incident '{id}' was closed on {closed:yyyy-MM-dd HH:mm}: {incident.Decision}", "A new alarm opens a new incident.")
        : string.IsNullOrWhiteSpace(request.Decision)
            ? new Refusal(DecisionRequired, $"Incident '{id}' cannot be closed without a decision. The monitor says: {incident.Action}", "Say in 'decision' what is done, or why it is left as it is.") { Fields = ["decision"] }
        : request.Cause == IncidentCause.Unknown
            ? new Refusal(CauseRequired, $"Incident '{id}' cannot be closed while its cause is unknown.", "Say in 'cause': behaviour, market, pipeline or false_alarm.") { Fields = ["cause"] }
        : request.Remedy == Remedy.None
            ? new Refusal(RemedyRequired, $"Incident '{id}' cannot be closed without a remedy.", "Say in 'remedy': collect_and_retrain, move_threshold, repair_pipeline, roll_back or accept.") { Fields = ["remedy"] }
        : incident with
        {
            AcknowledgedAt = incident.AcknowledgedAt ?? now,
            ClosedAt = now,
            Decision = request.Decision.Trim(),
            Cause = request.Cause,
            Remedy = request.Remedy,
        };
}
