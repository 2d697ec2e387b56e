using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Modeling.Training;

/// <summary>The threshold that follows from the contract. No number of it is typed twice.</summary>
internal static class OperatingPoints
{
    public static Contracts.OperatingPoint Choose(double[] scores, bool[] truth, SuccessContract contract, int judgedPositives)
    {
        var choice = Statistics.OperatingPoint.Choose(scores, truth, Request(contract, judgedPositives));
        var threshold = double.IsFinite(choice.Threshold) ? choice.Threshold : 0.5;
        var counts = ConfusionCounts.At(scores, truth, threshold);
        return new Contracts.OperatingPoint
        {
            Threshold = threshold,
            Recall = counts.Recall().ToWire(),
            Precision = counts.Precision().ToWire(),
            Assurance = choice.Assurance,
            Reached = choice.Reached,
            CostPerThousand = contract.CostMiss > 0 || contract.CostFalseAlarm > 0 ? 1000 * counts.Cost(contract.CostMiss, contract.CostFalseAlarm) / counts.N : null,
        };
    }

    private static OperatingPointRequest Request(SuccessContract contract, int judgedPositives)
    {
        var recall = contract.Promises.FirstOrDefault(promise => promise.Metric == PromiseMetric.Recall)?.Limit;
        var precision = contract.Promises.FirstOrDefault(promise => promise.Metric == PromiseMetric.Precision)?.Limit;
        var costs = contract is { CostMiss: > 0, CostFalseAlarm: > 0 };
        return new OperatingPointRequest
        {
            Recall = recall,
            Precision = precision,
            CostMiss = costs ? contract.CostMiss : null,
            CostFalseAlarm = costs ? contract.CostFalseAlarm : null,
            JudgedPositives = judgedPositives > 0 ? judgedPositives : null,
        };
    }
}
