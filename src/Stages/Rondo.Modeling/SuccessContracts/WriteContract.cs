using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Modeling.SuccessContracts;

/// <summary>
/// Turns a business outcome into promises that can be judged. Only the product manager writes it, with a reason; once it
/// is locked it stays as it is until it is unlocked again.
/// </summary>
[UseCase("PUT /products/{product}/contract", "contract write", "States the promise in business terms.")]
[AllowedTo(Role.ProductManager)]
internal static class WriteContract
{
    public static readonly ProblemCode ContractLocked = new("contract_locked", 409, "The contract is locked");

    public static async Task<Answer<Document<SuccessContract>>> Handle(string product, SuccessContract contract, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        var standing = state.Find<SuccessContract>();
        if (standing?.Body.Locked == true)
        {
            return new Refusal(ContractLocked, $"The contract was locked by {standing.Entry.Actor} on {standing.Entry.At:yyyy-MM-dd}. Nothing was changed.", "Unlock it first, with a reason; everything that is based on it will then be out of date.");
        }

        return Refuse(contract) is { } refused
            ? refused
            : await desk.WriteAsync(state, "main", contract with { Locked = false }, [state.Find<Brief>()?.Ref], contract.Because, cancellation);
    }

    internal static Refusal? Refuse(SuccessContract contract)
    {
        if (string.IsNullOrWhiteSpace(contract.Because))
        {
            return new Refusal(CommonProblems.ReasonRequired, "A promise without a reason cannot be weighed against its price.", "Say why under 'because': what does a miss cost, what a false alarm?") { Fields = ["because"] };
        }

        IReadOnlyList<string> missing = [.. new[]
        {
            (contract.Sentence, "sentence"), (contract.Target, "target"), (contract.Promises.Count > 0 ? "some" : "", "promises"),
        }.Where(field => string.IsNullOrWhiteSpace(field.Item1)).Select(field => field.Item2)];
        if (missing.Count > 0)
        {
            return CommonProblems.Missing("The contract", missing);
        }

        for (var i = 0; i < contract.Promises.Count; i++)
        {
            var promise = contract.Promises[i];
            var isShare = promise.Metric != PromiseMetric.LatencyMs;
            if (!double.IsFinite(promise.Limit) || promise.Limit <= 0 || (isShare && promise.Limit >= 1) || promise.Limit > 1e6)
            {
                return CommonProblems.Invalid($"promises[{i}].limit", $"The limit of '{promise}' must lie {(isShare ? "between 0 and 1" : "above 0")}.", isShare ? "Write 80 % as 0.8." : "Give milliseconds.");
            }

            if (promise.Margin is not (> 0 and < 0.5))
            {
                return CommonProblems.Invalid($"promises[{i}].margin", $"The margin of '{promise}' must lie between 0 and 0.5.", "Write 5 points as 0.05.");
            }

            if (promise.Metric == PromiseMetric.FairnessGap && string.IsNullOrWhiteSpace(promise.Column))
            {
                return CommonProblems.Missing("A promise of fairness", [$"promises[{i}].column"]);
            }
        }

        return contract.CostMiss < 0 || contract.CostFalseAlarm < 0 || !double.IsFinite(contract.CostMiss) || !double.IsFinite(contract.CostFalseAlarm)
            ? CommonProblems.Invalid("cost_miss", "Costs cannot be negative.", "Give what one missed case and one false alarm cost.")
            : null;
    }
}
