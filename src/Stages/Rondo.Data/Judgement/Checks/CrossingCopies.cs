using System.Globalization;
using Rondo.Contracts;

namespace Rondo.Data.Judgement.Checks;

/// <summary>Copies that a split by lot puts on both sides: a model is then asked what it was told.</summary>
internal sealed class CrossingCopies : IDataCheck
{
    public IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Showing is { Crossing: > 0 and var crossing } showing)
        {
            yield return new Finding
            {
                Code = "leak_split",
                Severity = Severity.Warning,
                Sentence = string.Create(CultureInfo.InvariantCulture, $"{crossing:N0} of {showing.Held:N0} rows that were held out have a copy among those learned from; they were left out of judging, or the model would have looked better than it is."),
                Numbers = new Dictionary<string, double> { ["count"] = crossing, ["rows"] = showing.Held },
                NextStep = "Remove the copies, or split so that copies stay on one side (split by the identifier).",
            };
        }
    }
}
