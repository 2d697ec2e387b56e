using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Modeling.Promises;
using Rondo.Modeling.Runs;
using Rondo.Modeling.Training;

namespace Rondo.Modeling.Evaluations;

/// <summary>Judges a candidate on the held-out rows against the contract. Every look at these rows is counted.</summary>
[UseCase("POST /products/{product}/evaluations", "evaluation judge", "Judges a candidate on held-out rows against the contract.")]
[AllowedTo(Role.DataScientist, Role.Engineer, Role.ProductManager)]
internal static class EvaluateCandidate
{
    public static async Task<Answer<Document<Evaluation>>> Handle(string product, EvaluateRequest request, Desk desk, ModelFiles files, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Run>(request.Run) is not { } run)
        {
            return CommonProblems.NoDocument(Run.Kind, request.Run);
        }

        var wanted = request.Candidate.Length > 0 ? request.Candidate : run.Body.Chosen;
        if (run.Body.Candidates.FirstOrDefault(candidate => candidate.Id == wanted) is not { } candidate)
        {
            return CommonProblems.NoDocument("candidate", wanted);
        }

        var contract = state.Find<SuccessContract>()!;
        var reading = await files.TableAsync(state, run.Body.Dataset, cancellation);
        if (!PlanMaker.Make(reading, contract.Body, run.Body.SplitBy, run.Body.Seed).Try(out var plan, out refusal))
        {
            return refusal;
        }

        using var package = await files.PackageAsync(candidate.Blob, cancellation);
        var rows = Evaluator.Score(plan, package);
        IReadOnlyList<PromiseResult> promises = [.. contract.Body.Promises.Select(promise => PromiseJudge.Judge(promise, rows))];
        var verdict = promises.Max(promise => promise.Holds);
        var looks = 1 + state.All<Evaluation>().Count(earlier => earlier.Body.Dataset == run.Body.Dataset && state.Read<Run>(state.At(earlier.Body.Run)!).Body.SplitBy == run.Body.SplitBy);
        var metrics = Evaluator.Metrics(rows);
        var humans = HumanCeiling.Of(state, contract.Body.Target, package.Manifest.Classes, metrics["accuracy"]);
        var evaluation = new Evaluation
        {
            Run = run.Ref,
            Candidate = candidate.Id,
            Learner = candidate.Learner,
            Blob = candidate.Blob,
            Dataset = run.Body.Dataset,
            N = rows.Truth.Length,
            Positives = rows.Truth.Count(positive => positive),
            Verdict = verdict,
            Sentence = Sentence(candidate, rows, promises, verdict),
            Promises = promises,
            Metrics = metrics,
            Humans = humans,
            Confusion = Evaluator.At(rows, package.Manifest.Threshold),
            Board = Evaluator.Board(rows),
            Reliability = Evaluator.Calibration(rows),
            WeakSegments = WeakSegments.Find(rows),
            Examples = Evaluator.Examples(rows, plan),
            Signals = candidate.Signals,
            Shaky = Evaluator.Shaky(rows),
            TestLooks = looks,
        };
        var id = $"{request.Run}-{candidate.Id}";
        return await desk.WriteAsync(state, id, evaluation, [run.Ref, contract.Ref, run.Body.Dataset, humans?.Labels], "", cancellation);
    }

    private static string Sentence(Candidate candidate, JudgedRows rows, IReadOnlyList<PromiseResult> promises, PromiseVerdict verdict)
    {
        var counts = rows.Counts;
        var head = verdict switch
        {
            PromiseVerdict.Holds => "The promise holds.",
            PromiseVerdict.Fails => "The promise fails.",
            _ => "The promise is not proven.",
        };
        var alarm = string.Create(CultureInfo.InvariantCulture, $"Of {counts.N:N0} held-out rows {candidate.Learner} flags {counts.Selected:N0}, finds {counts.Tp:N0} of {counts.Positives:N0}, and is right in {(counts.Selected == 0 ? 0 : 100.0 * counts.Tp / counts.Selected):0} % of its alarms.");
        return $"{head} {string.Join(' ', promises.Select(promise => promise.Sentence))} {alarm}";
    }
}

/// <summary>Evaluations of a product.</summary>
[UseCase("GET /products/{product}/evaluations", "evaluation list", "Lists evaluations.")]
internal static class ListEvaluations
{
    public static async Task<Answer<IReadOnlyList<Document<Evaluation>>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? AnswerOf.Good<IReadOnlyList<Document<Evaluation>>>([.. state.All<Evaluation>().Select(state.Envelope)])
            : refusal;
}

/// <summary>One evaluation.</summary>
[UseCase("GET /products/{product}/evaluations/{evaluation}", "evaluation show", "Shows what held-out rows say about a candidate.")]
internal static class ShowEvaluation
{
    public static async Task<Answer<Document<Evaluation>>> Handle(string product, string evaluation, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Evaluation>(evaluation) is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(Evaluation.Kind, evaluation);
}
