using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Modeling.Evaluations;
using Rondo.Modeling.Runs;
using Rondo.Modeling.Training;

namespace Rondo.Modeling.Comparisons;

/// <summary>Champion against challenger on the challenger's held-out rows, pair by pair: the same customers, two answers.</summary>
[UseCase("POST /products/{product}/comparisons", "evaluation compare", "Compares a challenger with the champion on the same rows.")]
[AllowedTo(Role.DataScientist, Role.Engineer, Role.ProductManager)]
internal static class CompareModels
{
    public static async Task<Answer<Document<Comparison>>> Handle(string product, CompareRequest request, Desk desk, ModelFiles files, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Evaluation>(request.Champion) is not { } champion)
        {
            return CommonProblems.NoDocument(Evaluation.Kind, request.Champion);
        }

        if (state.Find<Evaluation>(request.Challenger) is not { } challenger)
        {
            return CommonProblems.NoDocument(Evaluation.Kind, request.Challenger);
        }

        var run = state.Read<Run>(state.At(challenger.Body.Run)!).Body;
        var contract = state.Find<SuccessContract>()!;
        var reading = await files.TableAsync(state, run.Dataset, cancellation);
        if (!PlanMaker.Make(reading, contract.Body, run.SplitBy, run.Seed).Try(out var plan, out refusal))
        {
            return refusal;
        }

        using var first = await files.PackageAsync(champion.Body.Blob, cancellation);
        using var second = await files.PackageAsync(challenger.Body.Blob, cancellation);
        var before = Evaluator.Score(plan, first);
        var after = Evaluator.Score(plan, second);
        var pairs = PairedComparison.Of(before.Scores, [.. before.Scores.Select(score => score >= before.Threshold)], after.Scores, [.. after.Scores.Select(score => score >= after.Threshold)], before.Truth);
        var (found, finds) = (before.Counts.Recall().ToWire(), after.Counts.Recall().ToWire());
        var comparison = new Comparison
        {
            Champion = champion.Ref,
            Challenger = challenger.Ref,
            N = before.Truth.Length,
            Difference = pairs.Delong.Difference.ToWire(),
            DelongP = pairs.Delong.P.OrNull(),
            McnemarP = pairs.McnemarP.OrNull(),
            ChampionRecall = found,
            ChallengerRecall = finds,
            NegativeFlips = pairs.NegativeFlips.ToWire(),
            Verdict = pairs.Verdict,
            Sentence = $"{pairs.Words} At its own threshold the champion finds {found.Percent()} there, the challenger {finds.Percent()}.",
        };
        return await desk.WriteAsync(state, $"{request.Champion}-v-{request.Challenger}", comparison, [champion.Ref, challenger.Ref, run.Dataset, contract.Ref], "", cancellation);
    }
}

/// <summary>Comparisons of a product.</summary>
[UseCase("GET /products/{product}/comparisons", "evaluation comparisons", "Lists comparisons of champions and challengers.")]
internal static class ListComparisons
{
    public static async Task<Answer<IReadOnlyList<Document<Comparison>>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? AnswerOf.Good<IReadOnlyList<Document<Comparison>>>([.. state.All<Comparison>().Select(state.Envelope)])
            : refusal;
}
