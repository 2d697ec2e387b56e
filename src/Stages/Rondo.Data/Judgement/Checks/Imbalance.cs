using System.Globalization;
using Rondo.Contracts;

namespace Rondo.Data.Judgement.Checks;

/// <summary>An outcome so rare, or so common, that nearly every row can be guessed without a model.</summary>
internal sealed class Imbalance : IDataCheck
{
    private const double Rare = 0.05;

    public IEnumerable<Finding> Look(Examination examination)
    {
        var positives = examination.Target.Count(1);
        var rows = positives + examination.Target.Count(0);
        var share = (double)positives / rows;
        if (share is < Rare or > 1 - Rare)
        {
            yield return new Finding
            {
                Code = "imbalance",
                Severity = Severity.Info,
                Topic = FindingTopic.Balance,
                Sentence = string.Create(CultureInfo.InvariantCulture, $"{positives:N0} of {rows:N0} rows ({share:P1}) are '{examination.Target.Positive}', so accuracy says little; look at recall and precision."),
                Numbers = new Dictionary<string, double> { ["share"] = share, ["positives"] = positives, ["rows"] = rows },
                NextStep = "Judge by recall and precision, not by accuracy.",
            };
        }
    }
}
