using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;
using Rondo.Monitoring.Monitors;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Overview;

/// <summary>What watches the model, and what went wrong so far, on the model card.</summary>
internal sealed class MonitoringOnCard : ICardWriter
{
    public int Order => 700;

    public IEnumerable<CardLine> Write(ProductState state)
    {
        foreach (var monitor in state.All<Monitor>().Where(monitor => !monitor.Body.Retired))
        {
            yield return new CardLine("Watch", $"{monitor.Id} watches {Words.Of(monitor.Body.Metric)} over {monitor.Body.WindowDays:0.##} days; {monitor.Body.Owner} acts: {monitor.Body.Action}.", monitor.Ref);
        }

        foreach (var incident in state.All<Incident>())
        {
            yield return new CardLine("Incidents", $"{incident.Body.OpenedAt:yyyy-MM-dd}: {incident.Body.Sentence} {(incident.Body.ClosedAt is null ? "Open." : $"Decided: {incident.Body.Decision}")}", incident.Ref);
        }
    }
}
