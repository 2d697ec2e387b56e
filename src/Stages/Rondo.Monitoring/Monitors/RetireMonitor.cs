using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Monitors;

/// <summary>Takes a monitor off its watch; its past stays. Refused for the last one of a live release: no exceptions.</summary>
[UseCase("DELETE /products/{product}/monitors/{id}", "monitor retire", "Retires a monitor.")]
[AllowedTo(Role.DataScientist, Role.Engineer, Role.ProductManager)]
internal static class RetireMonitor
{
    public static readonly ProblemCode LastMonitor = new("last_monitor", 409, "It is the last monitor of a live release");

    public static async Task<Answer<Document<Monitor>>> Handle(string product, string id, string? reason, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (desk.Earlier<Monitor>(state, id) is { Body.Retired: true } earlier)
        {
            return earlier;
        }

        return Decide(state, id, reason ?? "").Try(out var body, out var refused)
            ? await desk.WriteAsync(state, id, body, state.Latest(Monitor.Kind, id)!.BasedOn, reason ?? "", cancellation)
            : refused;
    }

    internal static Answer<Monitor> Decide(ProductState state, string id, string reason)
    {
        if (state.Find<Monitor>(id)?.Body is not { } monitor)
        {
            return CommonProblems.NoDocument(Monitor.Kind, id);
        }

        if (state.All<Release>().FirstOrDefault(release => IsLive(release.Body) && release.Body.Monitors.Contains(id) && !release.Body.Monitors.Any(other => other != id && state.Find<Monitor>(other)?.Body is { Retired: false })) is { } orphan)
        {
            return new Refusal(LastMonitor, $"Release '{orphan.Id}' is live and would be watched by nothing without monitor '{id}'.", $"Stop release '{orphan.Id}' first, or take it over with a release that names another monitor.");
        }

        return string.IsNullOrWhiteSpace(reason)
            ? CommonProblems.NoReason($"Monitor '{id}' will see nothing any more; say why.")
            : monitor with { Retired = true };
    }

    private static bool IsLive(Release release) => release.Step is ReleaseStep.Shadow or ReleaseStep.Percentage or ReleaseStep.Full;
}
