using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Data.Judgement;

/// <summary>What twice the data would bring: the learning curve, read a factor of two beyond its end and no further.</summary>
internal static class Outlooks
{
    private const int FewestSizes = 4;
    private const double Little = 0.5;

    public static LearningOutlook? Of(QuickModels.Showing? showing)
    {
        if (showing is not { Model.Learnable: true, Curve.Count: >= FewestSizes, Sizes: var points } || points.Any(point => !double.IsFinite(point.Auc)))
        {
            return null;
        }

        double[] rows = [.. points.Select(point => (double)point.Rows)], errors = [.. points.Select(point => 1 - point.Auc)];
        if (LearningCurve.Fit(rows, errors) is not { } curve)
        {
            return null;
        }

        var gain = curve.Gain(rows[^1], 2 * rows[^1]);
        var (value, low, high) = (100 * gain.Value, 100 * gain.Low, 100 * gain.High);
        var words = string.Create(CultureInfo.InvariantCulture, $"{value:+0.0;-0.0;0.0} points of ROC-AUC ({low:0.0} to {high:0.0})");
        return new LearningOutlook((int)(2 * rows[^1]), gain.ToWire(), high < Little
            ? $"More of the same would bring little: twice the data about {words}. Other fields would bring more than more rows."
            : $"Twice the data would bring about {words}.");
    }
}
