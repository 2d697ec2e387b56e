using Rondo.Contracts;
using Rondo.Kernel.UseCases;

namespace Rondo.Kernel.Jobs;

/// <summary>Where a job stands.</summary>
[UseCase("GET /jobs/{job}", "job show", "Shows how far a job is, how fast, and how long it still takes.")]
internal static class ShowJob
{
    public static readonly ProblemCode UnknownJob = new("unknown_job", 404, "There is no such job");

    public static async Task<Answer<JobStatus>> Handle(string job, IJobs jobs, CancellationToken cancellation) =>
        await jobs.FindAsync(job, cancellation) is { } status ? status : NoJob(job);

    internal static Refusal NoJob(string job) => new(UnknownJob, $"There is no job '{job}'.", "Look at the product's list of jobs.");
}

/// <summary>A product's jobs.</summary>
[UseCase("GET /products/{product}/jobs", "job list", "Lists a product's jobs, newest first.")]
internal static class ListJobs
{
    public static async Task<Answer<IReadOnlyList<JobStatus>>> Handle(string product, IJobs jobs, CancellationToken cancellation) =>
        AnswerOf.Good(await jobs.ListAsync(product, cancellation));
}

/// <summary>Asks a job to stop.</summary>
[UseCase("POST /jobs/{job}/cancel", "job cancel", "Stops a job.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class CancelJob
{
    public static async Task<Answer<JobStatus>> Handle(string job, IJobs jobs, CancellationToken cancellation)
    {
        if (await jobs.FindAsync(job, cancellation) is null)
        {
            return ShowJob.NoJob(job);
        }

        await jobs.CancelAsync(job, cancellation);
        return (await jobs.FindAsync(job, cancellation))!;
    }
}
