using Rondo.Engines.Tables;
using Rondo.Statistics;

namespace Rondo.Data.Profiles;

/// <summary>How well one column alone separates yes from no.</summary>
internal static class ColumnSignal
{
    /// <summary>ROC-AUC of the column, folded so that 0.5 is no signal and 1 is perfect; missing values are a category of their own.</summary>
    public static Estimate Of(Column column, bool[] truth) => column switch
    {
        NumberColumn number => Folded(UnivariateSignal.Auc(number.Values, truth)),
        TimeColumn time => Folded(UnivariateSignal.Auc(time.Ticks.ToArray().Select(ticks => ticks == TimeColumn.Missing ? double.NaN : ticks / (double)TimeSpan.TicksPerDay).ToArray(), truth)),
        TextColumn text => UnivariateSignal.Auc(text.Codes, truth),
        _ => Estimate.Undefined(truth.Length, "none"),
    };

    // Where small values go with "yes", the column separates just as well as its mirror image does.
    private static Estimate Folded(Estimate area) =>
        area.Value < 0.5 ? area with { Value = 1 - area.Value, Low = 1 - area.High, High = 1 - area.Low } : area;
}
