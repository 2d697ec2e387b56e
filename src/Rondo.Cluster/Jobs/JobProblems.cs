using Rondo.Contracts;
using Rondo.Kernel;

namespace Rondo.Cluster.Jobs;

/// <summary>Why a job may fail that its handler did not refuse.</summary>
internal static class JobProblems
{
    public static readonly ProblemCode Interrupted = new("interrupted", 500, "The job was interrupted");

    public static readonly ProblemCode Failed = new("job_failed", 500, "The job failed");

    public static readonly ProblemCode QueueFull = new("job_queue_full", 503, "Too many jobs are waiting");

    public static Problem WasInterrupted(JobRecord record, string why) =>
        new Refusal(Interrupted, $"The server stopped while the job '{record.Request.Kind}' was {(record.Runs == 0 ? "waiting" : "at work")}, and {why}. Nothing it had finished was undone.", "Look at what is there, and start the job again.").ToProblem();

    public static Problem HasFailed(JobRecord record, Exception exception) =>
        new Refusal(Failed, $"The job '{record.Request.Kind}' failed: {exception.Message}", $"The server's log has the details under {record.Status.Id}. Put the cause right and start the job again.").ToProblem();

    public static Problem IsFull(int waiting) =>
        new Refusal(QueueFull, $"{waiting} jobs are waiting already, so this one was not taken on.", "Wait until some have ended, or cancel those that nobody needs.").ToProblem();
}
