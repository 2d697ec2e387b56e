using Rondo.Contracts;

namespace Rondo.Data.Judgement.Checks;

/// <summary>A quick model that separates the outcome no better than chance.</summary>
internal sealed class NoSignal : IDataCheck
{
    public IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Showing is { Model: { Learnable: false } model, Truth.Length: var rows })
        {
            yield return new Finding
            {
                Code = "no_signal",
                Severity = Severity.Fail,
                Sentence = $"A quick model separates the outcome no better than chance on {rows:N0} rows: ROC-AUC {ReadinessJudge.Share(model.Auc)}, and {ReadinessJudge.Share(model.ShuffledAuc)} with shuffled outcomes.",
                Numbers = new Dictionary<string, double> { ["rows"] = rows },
                NextStep = "Look for fields that have something to do with the outcome before anybody trains.",
            };
        }
    }
}
