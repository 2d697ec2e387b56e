using Rondo.Contracts;
using Rondo.Kernel.Jobs;

namespace Rondo.Server.Http;

/// <summary>A job's progress as server-sent events, until it has ended.</summary>
internal static class JobEvents
{
    public static void MapJobEvents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/jobs/{job}/events", (string job, IJobs jobs, CancellationToken cancellation) =>
            TypedResults.ServerSentEvents(jobs.WatchAsync(job, cancellation), "progress"))
            .WithSummary("Streams a job's progress.").WithTags("job").WithName("WatchJob").Produces<JobStatus>(200, "text/event-stream");
}
