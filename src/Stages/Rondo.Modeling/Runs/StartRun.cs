using System.Text.Json;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Kernel;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Jobs;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Modeling.Runs;

/// <summary>Trains every candidate under the contract, as a job. The gate is asked first: no verdict, no readiness, no promise, no training.</summary>
[UseCase("POST /products/{product}/runs", "run start", "Trains candidates under the contract.")]
[AllowedTo(Role.DataScientist, Role.Engineer)]
internal static class StartRun
{
    public static readonly ProblemCode UnknownLearner = new("unknown_learner", 409, "There is no such learner");

    public static async Task<Answer<JobStatus>> Handle(string product, StartRunRequest request, Desk desk, GateKeeper gates, IJobs jobs, IEnumerable<ILearner> learners, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (gates.Refuse(state, GateNames.Train, request.Dataset) is { } closed)
        {
            return closed;
        }

        return request.Learners.FirstOrDefault(id => learners.All(learner => learner.Descriptor.Id != id)) is { } unknown
            ? new Refusal(UnknownLearner, $"There is no learner '{unknown}'.", $"There are: {string.Join(", ", learners.Select(learner => learner.Descriptor.Id))}.")
            : await jobs.StartAsync(new JobRequest(TrainJob.JobKind, product, JsonSerializer.Serialize(request, RondoJson.Options), desk.Caller.Actor, desk.Caller.Role), cancellation);
    }
}
