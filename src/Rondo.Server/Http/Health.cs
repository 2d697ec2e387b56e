using Rondo.Kernel.Ledger;

namespace Rondo.Server.Http;

/// <summary>Whether the process lives, and whether it can answer.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).ExcludeFromDescription();
        routes.MapGet("/health/ready", async (ILedger ledger, CancellationToken cancellation) =>
        {
            await ledger.ProductsAsync(cancellation);
            return Results.Text("ready");
        }).ExcludeFromDescription();
    }
}
