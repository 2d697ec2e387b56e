using System.Text.Json;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Kernel;
using Rondo.Kernel.Jobs;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.People;
using Rondo.Modeling.Training;

namespace Rondo.Modeling.Runs;

/// <summary>Trains the candidates of a run and writes the run down once all of them are stored.</summary>
internal sealed class TrainJob(ILedger ledger, ModelFiles files, ModelTrainer trainer, IEnumerable<ILearner> learners, TimeProvider time) : IJobHandler
{
    public const string JobKind = "train";

    public static readonly ProblemCode ManyClasses = new("many_classes", 409, "The target has more than two classes");

    public string Kind => JobKind;

    // Nothing is written before the end, so an interrupted run can begin again.
    public bool Repeatable => true;

    public async Task<Answer<string>> RunAsync(JobContext context, CancellationToken cancellation)
    {
        var request = JsonSerializer.Deserialize<StartRunRequest>(context.Request.Arguments, RondoJson.Options)!;
        var desk = new Desk(ledger, new Caller(context.Request.Actor, context.Request.Role), time);
        if (!(await desk.OpenAsync(context.Request.Product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        var dataset = state.Find<Dataset>(request.Dataset)!;
        var contract = state.Find<SuccessContract>()!;
        context.Report(0, 1, "Reading the data");
        var reading = await files.TableAsync(state, dataset.Ref, cancellation);
        if (!PlanMaker.Make(reading, contract.Body, request.Split, request.Seed).Try(out var plan, out refusal))
        {
            return refusal;
        }

        if (!plan.Target.Task.IsBinary)
        {
            return new Refusal(ManyClasses, $"{contract.Body.Target} has {plan.Target.Task.Classes.Count} classes; a contract promises something about one of them.", "Name the value looked for in the contract ('positive').");
        }

        var chosen = learners.Where(learner => plan.WhyNot(learner) is null && (request.Learners.Count == 0 || request.Learners.Contains(learner.Descriptor.Id))).OrderBy(learner => learner.Descriptor.Opacity).ThenBy(learner => learner.Descriptor.Id, StringComparer.Ordinal).ToList();
        if (chosen.Count == 0)
        {
            return LearnerChoice.NoneFits(plan, learners);
        }

        var trained = new List<TrainedCandidate>();
        try
        {
            for (var i = 0; i < chosen.Count; i++)
            {
                var done = i;
                trained.Add(trainer.Train(plan, chosen[i], LearnerOptions.Default(request.Seed), (share, what) => context.Report(done + share, chosen.Count, what), cancellation));
            }

            var stored = new List<TrainedCandidate>();
            foreach (var candidate in trained)
            {
                stored.Add(candidate with { Description = candidate.Description with { Blob = await files.StoreAsync(candidate.Package, cancellation) } });
            }

            var (best, sentence) = CandidateChoice.Of(stored);
            var run = new Run
            {
                Dataset = dataset.Ref,
                Split = plan.Split.Words,
                SplitBy = request.Split,
                TrainRows = plan.Split.Train.Length + plan.Split.Validation.Length,
                TestRows = plan.Split.Test.Length,
                Seed = request.Seed,
                Candidates = [.. stored.Select(candidate => candidate.Description)],
                Chosen = best.Description.Id,
                Sentence = sentence,
                Excluded = plan.Excluded,
                Loop = request.Loop,
            };
            state = (await desk.OpenAsync(context.Request.Product, cancellation)).Value;
            var id = $"run-{state.OfKind(Run.Kind).Count + 1}";
            var written = await desk.WriteAsync(state, id, run, [dataset.Ref, contract.Ref, state.Find<Readiness>(request.Dataset)?.Ref], "", cancellation);
            return written.Try(out var document, out var refused) ? JsonSerializer.Serialize(new { run = document.Id }, RondoJson.Options) : refused;
        }
        finally
        {
            trained.ForEach(candidate => candidate.Package.Dispose());
        }
    }
}
