using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;
using Rondo.Monitoring.Incidents;

namespace Rondo.Monitoring.Overview;

/// <summary>Incidents that wait to be taken on, or to be decided.</summary>
internal sealed class IncidentDecisions : IDecisionFinder
{
    public IEnumerable<OpenDecision> Find(ProductState state, DateTimeOffset now)
    {
        foreach (var incident in state.All<Incident>().Where(incident => incident.Body.ClosedAt is null))
        {
            var body = incident.Body;
            var late = Escalation.Overdue(body, now) ? "Overdue. " : "";
            yield return body.AcknowledgedAt is null
                ? new OpenDecision("incident_acknowledge", Stage.Monitoring, RoleOf(body.Owner), $"{late}Take it on by {body.AcknowledgeBy:yyyy-MM-dd HH:mm}: {body.Sentence}", incident.Id, body.OpenedAt)
                : new OpenDecision("incident_decide", Stage.Monitoring, RoleOf(body.Owner), $"{late}Decide by {body.DecideBy:yyyy-MM-dd HH:mm} ({body.Action}): {body.Sentence}", incident.Id, body.OpenedAt);
        }
    }

    /// <summary>The owner's role where the owner is named by one; else data science, which leads technical monitoring.</summary>
    internal static Role RoleOf(string owner)
    {
        var name = owner.Trim().Replace('_', ' ').Replace('-', ' ').ToLowerInvariant();
        return name == Role.ProductManager.Words() ? Role.ProductManager : name == Role.Engineer.Words() ? Role.Engineer : Role.DataScientist;
    }
}
