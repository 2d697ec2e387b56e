using Rondo.Contracts;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;

namespace Rondo.Server.Http;

/// <summary>One thing that the server needs to answer.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Ready">True where it works.</param>
/// <param name="Sentence">What is wrong; empty where nothing is.</param>
internal sealed record ReadinessCheck(string Name, bool Ready, string Sentence);

/// <summary>Whether the server can answer, and what keeps it from it.</summary>
/// <param name="Ready">True where every check works.</param>
/// <param name="Checks">Each check.</param>
internal sealed record ReadinessReport(bool Ready, IReadOnlyList<ReadinessCheck> Checks);

/// <summary>Whether the process lives, and whether it can answer.</summary>
internal static class Health
{
    // A load balancer asks every few seconds; an answer that comes later than this is a no.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).ExcludeFromDescription();
        routes.MapGet("/health/ready", async (ILedger ledger, IFactStore facts, IHostApplicationLifetime life, TimeProvider time, CancellationToken cancellation) =>
        {
            IReadOnlyList<ReadinessCheck> checks =
            [
                life.ApplicationStopping.IsCancellationRequested ? new("server", false, "The server is stopping; it finishes what it has begun.") : new("server", true, ""),
                await TryAsync("ledger", async () => await ledger.ProductsAsync(cancellation), time),
                await TryAsync("facts", async () => await facts.FindAsync("-", FactKinds.Prediction, "-", cancellation), time),
                await TryAsync("keeping facts", async () => await facts.CheckAsync(cancellation), time),
            ];
            var report = new ReadinessReport(checks.All(check => check.Ready), checks);
            return new WireResult(report, status: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription();
    }

    private static async Task<ReadinessCheck> TryAsync(string name, Func<Task> ask, TimeProvider time)
    {
        try
        {
            await ask().WaitAsync(Patience, time);
            return new ReadinessCheck(name, true, "");
        }
        catch (TimeoutException)
        {
            return new ReadinessCheck(name, false, $"It did not answer within {Patience.TotalSeconds:0} seconds.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException and not OutOfMemoryException)
        {
            return new ReadinessCheck(name, false, $"It failed: {failure.GetType().Name}.");
        }
    }
}
