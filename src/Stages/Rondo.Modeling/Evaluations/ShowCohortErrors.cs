using System.Globalization;
using Rondo.Contracts;
using Rondo.Engines.Rules;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Modeling.Promises;
using Rondo.Modeling.Runs;
using Rondo.Modeling.Training;
using Rondo.Statistics;

namespace Rondo.Modeling.Evaluations;

/// <summary>A saved slice met again in the errors of a model: how the candidate does there and elsewhere.</summary>
[UseCase("GET /products/{product}/evaluations/{evaluation}/cohorts/{cohort}", "evaluation cohort", "Shows how a candidate does in a cohort, on held-out rows.")]
internal static class ShowCohortErrors
{
    public static async Task<Answer<CohortErrors>> Handle(string product, string evaluation, string cohort, Desk desk, ModelFiles files, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Evaluation>(evaluation) is not { } judged)
        {
            return CommonProblems.NoDocument(Evaluation.Kind, evaluation);
        }

        if (state.Find<Cohort>(cohort) is not { } slice)
        {
            return CommonProblems.NoDocument(Cohort.Kind, cohort);
        }

        var run = state.Read<Run>(state.At(judged.Body.Run)!).Body;
        var reading = await files.TableAsync(state, judged.Body.Dataset, cancellation);
        if (!PlanMaker.Make(reading, state.Find<SuccessContract>()!.Body, run.SplitBy, run.Seed).Try(out var plan, out refusal)
            || !RuleRefusals.ReadCondition(slice.Body.Where, RuleColumn.Of(reading.Table), "where").Try(out var rule, out refusal))
        {
            return refusal;
        }

        using var package = await files.PackageAsync(judged.Body.Blob, cancellation);
        return Divide(Evaluator.Score(plan, package), rule.Decide(reading.Table.Take(plan.Split.Test), ""), cohort, slice.Body.Words);
    }

    internal static CohortErrors Divide(JudgedRows rows, bool[] inside, string cohort, string words)
    {
        var (there, elsewhere) = (Counts(rows, inside, true), Counts(rows, inside, false));
        var (found, others) = (there.Recall(), elsewhere.Recall());
        var count = inside.Count(yes => yes);
        var sentence = !found.IsDefined
            ? $"{count:N0} of {inside.Length:N0} held-out rows are in cohort '{cohort}', and none of them has the outcome."
            : string.Create(CultureInfo.InvariantCulture, $"{count:N0} of {inside.Length:N0} held-out rows are in cohort '{cohort}': {100 * found.Value:0} % ({100 * found.Low:0} to {100 * found.High:0}) of its cases are found, {(others.IsDefined ? $"{100 * others.Value:0} % ({100 * others.Low:0} to {100 * others.High:0})" : "none")} elsewhere.");
        return new CohortErrors(cohort, words, count, inside.Length, found.ToWire(), others.ToWire(), there.Precision().ToWire(), elsewhere.Precision().ToWire(), sentence);
    }

    private static ConfusionCounts Counts(JudgedRows rows, bool[] inside, bool which)
    {
        int[] some = [.. Enumerable.Range(0, inside.Length).Where(row => inside[row] == which)];
        return ConfusionCounts.At([.. some.Select(row => rows.Scores[row])], [.. some.Select(row => rows.Truth[row])], rows.Threshold);
    }
}
