using Rondo.Contracts;
using Rondo.Data.Datasets;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Judgement;

/// <summary>Can this data teach it? Judged on the newest version of a data set, with what the contract promises.</summary>
[UseCase("POST /products/{product}/datasets/{dataset}/readiness", "dataset readiness", "Judges what a data set can teach.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class JudgeReadiness
{
    public static readonly ProblemCode NoTarget = new("no_target", 409, "Nobody has said what to predict");

    public static async Task<Answer<Document<Readiness>>> Handle(string product, string dataset, Desk desk, DatasetFiles files, ReadinessJudge judge, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Dataset>(dataset) is not { } found || state.Find<DataProfile>(dataset) is not { } profile)
        {
            return CommonProblems.NoDocument(Dataset.Kind, dataset);
        }

        var contract = state.Find<SuccessContract>();
        var rule = state.Find<RuleBaseline>();
        var check = state.Find<QuickCheck>();
        var target = First(found.Body.Target, contract?.Body.Target);
        if (target.Length == 0)
        {
            return new Refusal(NoTarget, $"Neither the data set '{dataset}' nor the contract says which column to predict.", "Name the column when you import the data set, or write the contract first.");
        }

        if (!(await files.ReadAsync(found.Body.Blob, found.Body.FileName, cancellation)).Try(out var reading, out refusal))
        {
            return refusal;
        }

        if (reading.Table.Find(target) is not { } column)
        {
            return ImportDataset.Absent(target, reading.Table);
        }

        var readiness = judge.Judge(reading, TargetColumn.Read(column, First(found.Body.Positive, contract?.Body.Positive)), profile.Body, Question(target, contract?.Body) with { Without = rule?.Body, Needs = check?.Body.Needs ?? [] }, cancellation);
        return await desk.WriteAsync(state, dataset, readiness, [found.Ref, profile.Ref, contract?.Ref, rule?.Ref, check?.Body.Needs.Any(form => form != DataForm.Table) == true ? check.Ref : null], "", cancellation);
    }

    internal static ReadinessQuestion Question(string target, SuccessContract? contract)
    {
        var recall = contract?.Promises.FirstOrDefault(promise => promise.Metric == PromiseMetric.Recall);
        return new ReadinessQuestion(target, recall?.Limit ?? 0.8, recall?.Margin ?? 0.05, contract?.CostMiss ?? 0, contract?.CostFalseAlarm ?? 0);
    }

    private static string First(params string?[] candidates) => candidates.FirstOrDefault(candidate => !string.IsNullOrEmpty(candidate)) ?? "";
}

/// <summary>The readiness of a data set, as it was judged last.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/readiness", "dataset verdict", "Shows what a data set can teach.")]
internal static class ShowReadiness
{
    public static async Task<Answer<Document<Readiness>>> Handle(string product, string dataset, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Readiness>(dataset) is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(Readiness.Kind, dataset);
}
