using System.Globalization;
using Rondo.Contracts;

namespace Rondo.Data.Judgement.Checks;

/// <summary>A quick model that is nearly always right has mostly been told the answer.</summary>
internal sealed class TooGood : IDataCheck
{
    private const double Suspicious = 0.99;

    public IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Showing is { Model.Auc: { Low: >= Suspicious, Value: { } area } } && examination.Columns.FirstOrDefault(column => column.Name != examination.TargetName) is { } strongest)
        {
            yield return new Finding
            {
                Code = "too_good",
                Severity = Severity.Warning,
                Sentence = string.Create(CultureInfo.InvariantCulture, $"A quick model is nearly always right (ROC-AUC {area:0.000}), which is rarely true of behaviour. The strongest field is {strongest.Name}."),
                Numbers = new Dictionary<string, double> { ["auc"] = area },
                NextStep = "Ask of each strong field when it is written, and whether it is known at the time of the decision.",
                Column = strongest.Name,
            };
        }
    }
}
