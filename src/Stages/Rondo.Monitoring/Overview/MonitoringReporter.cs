using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Overview;

/// <summary>Monitoring in one sentence.</summary>
internal sealed class MonitoringReporter : IStageReporter
{
    public StageReport Report(ProductState state)
    {
        var live = state.All<Release>().Where(release => release.Body.Step is ReleaseStep.Percentage or ReleaseStep.Full).Select(release => release.Id).ToList();
        var monitors = state.All<Monitor>().Count(monitor => !monitor.Body.Retired);
        var open = state.All<Incident>().Where(incident => incident.Body.ClosedAt is null).ToList();
        if (open.Count > 0)
        {
            var worst = open.OrderByDescending(incident => incident.Body.EscalatedAt is not null).ThenByDescending(incident => incident.Body.Priority).ThenBy(incident => incident.Body.OpenedAt).First().Body;
            var bad = open.Any(incident => incident.Body.EscalatedAt is not null || incident.Body.Priority == AlertPriority.Page);
            return new StageReport(Stage.Monitoring, bad ? Standing.Bad : Standing.Doubtful, $"{Plural(open.Count, "incident is", "incidents are")} open{(worst.EscalatedAt is null ? "" : " and overdue")}: {worst.Sentence}");
        }

        var closed = state.All<Incident>().Count;
        return (live.Count, monitors) switch
        {
            (0, 0) => new StageReport(Stage.Monitoring, Standing.Unknown, "Nothing is live and nothing watches yet."),
            (0, _) => new StageReport(Stage.Monitoring, Standing.Unknown, $"{Plural(monitors, "monitor stands", "monitors stand")} ready; nothing is live yet."),
            (_, 0) => new StageReport(Stage.Monitoring, Standing.Bad, $"{string.Join(" and ", live)} answers users and nothing watches."),
            _ => new StageReport(Stage.Monitoring, Standing.Good, $"{Plural(monitors, "monitor watches", "monitors watch")} {string.Join(" and ", live)}; no incident is open{(closed > 0 ? $", {closed} closed" : "")}."),
        };
    }

    private static string Plural(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
