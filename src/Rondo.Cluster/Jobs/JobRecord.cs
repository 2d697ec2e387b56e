using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel.Jobs;

namespace Rondo.Cluster.Jobs;

/// <summary>What is kept of a job.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Status">Where it stands; at most a second old while it runs.</param>
/// <param name="Runs">How often it was begun.</param>
internal sealed record JobRecord(JobRequest Request, JobStatus Status, int Runs)
{
    public const string Scope = "jobs";

    public string ToJson() => JsonSerializer.Serialize(this, RondoJson.Options);

    public static JobRecord Parse(string json) => JsonSerializer.Deserialize<JobRecord>(json, RondoJson.Options) ?? throw new InvalidDataException("A job's record is empty.");
}
