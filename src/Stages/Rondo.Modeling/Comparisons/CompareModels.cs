using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Modeling.Evaluations;
using Rondo.Modeling.Runs;
using Rondo.Modeling.Training;
using Rondo.Statistics;

namespace Rondo.Modeling.Comparisons;

/// <summary>Champion against challenger on the challenger's held-out rows, pair by pair: the same customers, two answers.</summary>
[UseCase("POST /products/{product}/comparisons", "evaluation compare", "Compares a challenger with the champion on the same rows.")]
[AllowedTo(Role.DataScientist, Role.Engineer, Role.ProductManager)]
internal static class CompareModels
{
    private const double Alpha = 0.05;

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
        var delong = PairedAuc.DeLong(before.Scores, after.Scores, before.Truth);
        bool[] said = [.. before.Scores.Select(score => score >= before.Threshold)];
        bool[] saysNow = [.. after.Scores.Select(score => score >= after.Threshold)];
        var verdict = !delong.Difference.IsDefined || !(delong.P < Alpha) ? "no_difference_shown" : delong.Difference.Value > 0 ? "better" : "worse";
        var comparison = new Comparison
        {
            Champion = champion.Ref,
            Challenger = challenger.Ref,
            N = before.Truth.Length,
            Difference = delong.Difference.ToWire(),
            DelongP = double.IsFinite(delong.P) ? delong.P : null,
            McnemarP = McNemar.Exact(said, saysNow, before.Truth) is { P: var p } && double.IsFinite(p) ? p : null,
            ChampionRecall = before.Counts.Recall().ToWire(),
            ChallengerRecall = after.Counts.Recall().ToWire(),
            NegativeFlips = NegativeFlips.Of(said, saysNow, before.Truth).ToWire(),
            Verdict = verdict,
            Sentence = Sentence(verdict, delong.Difference, before.Counts, after.Counts),
        };
        return await desk.WriteAsync(state, $"{request.Champion}-v-{request.Challenger}", comparison, [champion.Ref, challenger.Ref, run.Dataset, contract.Ref], "", cancellation);
    }

    private static string Sentence(string verdict, Statistics.Estimate difference, ConfusionCounts before, ConfusionCounts after)
    {
        var words = verdict switch
        {
            "better" => "The challenger separates better",
            "worse" => "The challenger separates worse",
            _ => "No difference is shown",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{words}: ROC-AUC {difference.Value * 100:+0.0;-0.0} points ({difference.Low * 100:+0.0;-0.0} to {difference.High * 100:+0.0;-0.0}) on {before.N:N0} rows. At its own threshold the champion finds {before.Recall().Value:P0} there, the challenger {after.Recall().Value:P0}.");
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
