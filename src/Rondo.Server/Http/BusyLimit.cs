using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Rondo.Kernel;
using Rondo.Server.Hosting;

namespace Rondo.Server.Http;

/// <summary>
/// Bounds how many decisions are under way at once: beyond it callers wait in a short line, and beyond the line they are
/// told when to come again, instead of everybody getting slower until nobody is answered in time.
/// </summary>
internal static class BusyLimit
{
    public static readonly ProblemCode TooBusy = new("too_busy", 503, "More is asked at once than this server takes");

    /// <summary>Name of the policy that bounded use cases stand under.</summary>
    public const string Policy = "bounded";

    private const int LinePerPlace = 4;

    public static void AddBusyLimit(this IServiceCollection services, ServerOptions options) => services.AddRateLimiter(limits =>
    {
        limits.AddConcurrencyLimiter(Policy, limiter => (limiter.PermitLimit, limiter.QueueLimit, limiter.QueueProcessingOrder) = (options.MaxDecisions, options.MaxDecisions * LinePerPlace, QueueProcessingOrder.OldestFirst));
        limits.OnRejected = async (rejected, _) =>
        {
            var refusal = new Refusal(TooBusy, $"{options.MaxDecisions} decisions are under way and {options.MaxDecisions * LinePerPlace} wait. Nothing was decided.", "Ask again in a second, with the same request id.");
            await ProblemResponses.WriteAsync(rejected.HttpContext, refusal);
        };
    });
}
