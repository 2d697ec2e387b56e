using System.Globalization;
using System.Threading.RateLimiting;
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

    private const int RetryAfterSeconds = 1;

    public static void AddBusyLimit(this IServiceCollection services, ServerOptions options) => services.AddRateLimiter(limits =>
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => IsDecision(context.Request)
            ? RateLimitPartition.GetConcurrencyLimiter("decisions", _ => new ConcurrencyLimiterOptions { PermitLimit = options.MaxDecisions, QueueLimit = options.MaxDecisions * 4, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })
            : RateLimitPartition.GetNoLimiter(""));
        limits.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            var refusal = new Refusal(TooBusy, $"{options.MaxDecisions} decisions are under way and {options.MaxDecisions * 4} wait. Nothing was decided.", $"Ask again in {RetryAfterSeconds} second, with the same request id.");
            await ProblemResponses.Of(refusal).ExecuteAsync(rejected.HttpContext);
        };
    });

    private static bool IsDecision(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/api/v1/products") && request.Path.Value!.Contains("/decisions", StringComparison.Ordinal);
}
