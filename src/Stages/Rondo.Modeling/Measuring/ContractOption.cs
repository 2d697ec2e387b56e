using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Tools;
using Rondo.Modeling.Scoring;

namespace Rondo.Modeling.Measuring;

/// <summary>A contract as it is typed: promises and what errors cost.</summary>
internal static class ContractOption
{
    public static Answer<SuccessContract> Read(ToolInput input)
    {
        if (!input.Number("--cost-miss", 0, 0, 1e12).Try(out var miss, out var refusal) || !input.Number("--cost-false-alarm", 0, 0, 1e12).Try(out var alarm, out refusal))
        {
            return refusal;
        }

        var promises = new List<Promise>();
        foreach (var text in input.Texts("--contract"))
        {
            if (!PromiseText.Read(text).Try(out var promise, out refusal))
            {
                return refusal;
            }

            promises.Add(promise);
        }

        return new SuccessContract { Target = input.Text("--target"), Positive = input.Text("--positive"), Promises = promises, CostMiss = miss, CostFalseAlarm = alarm };
    }
}
