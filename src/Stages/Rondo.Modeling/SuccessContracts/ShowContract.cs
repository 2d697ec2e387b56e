using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Statistics;

namespace Rondo.Modeling.SuccessContracts;

/// <summary>The contract, with what follows from it: a cut-off from the costs, positives needed from the promise.</summary>
[UseCase("GET /products/{product}/contract", "contract show", "Shows the contract and what follows from it.")]
internal static class ShowContract
{
    public static async Task<Answer<ContractReport>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<SuccessContract>() is { } contract ? Report(state.Envelope(contract)) :
        CommonProblems.NoDocument(SuccessContract.Kind, "main");

    internal static ContractReport Report(Document<SuccessContract> contract)
    {
        var body = contract.Body;
        double? cutOff = body is { CostMiss: > 0, CostFalseAlarm: > 0 } ? Statistics.OperatingPoint.CostOptimalCutOff(body.CostMiss, body.CostFalseAlarm) : null;
        var recall = body.Promises.FirstOrDefault(promise => promise.Metric == PromiseMetric.Recall);
        long? needed = recall is null ? null : SampleSize.PositivesForRecall(recall.Limit, recall.Margin);
        var parts = new List<string> { $"Promised: {string.Join(" and ", body.Promises.Select(promise => $"'{promise}'"))}. Because: {body.Because.TrimEnd('.')}." };
        if (needed is { } positives)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"Judging it within {recall!.Margin * 100:0.#} points takes {positives} positives among the held-out rows."));
        }

        if (cutOff is { } score)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"By the costs alone one would act from a score of {score:0.0000}."));
        }

        return new ContractReport { Contract = contract, SuggestedCutOff = cutOff, NeededPositives = needed, Sentence = string.Join(' ', parts) };
    }
}
