using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Monitoring.Drift;
using Rondo.Statistics;

namespace Rondo.Monitoring.Meters;

/// <summary>
/// Inputs now against the rows the model was made from, feature by feature. A feature counts as drifted when its PSI is
/// above what chance reaches at this sample size, a test agrees after correction for the number of features looked at,
/// and the PSI reaches the monitor's limit.
/// </summary>
internal sealed class FeatureDriftMeter(IFactStore facts, ReferenceTables references) : IMeter
{
    /// <summary>Rows below which a window says nothing about a distribution.</summary>
    public const int FewestRows = 30;

    public MonitorMetric Metric => MonitorMetric.FeatureDrift;

    public async ValueTask<Reading?> ReadAsync(Watch watch, CancellationToken cancellation)
    {
        if (await references.ColumnsAsync(watch.State, watch.Release.Body, cancellation) is not { Count: > 0 } columns)
        {
            return null;
        }

        var rows = new FeatureRows();
        await foreach (var fact in facts.ReadAsync(new FactQuery(watch.Product, FactKinds.Prediction) { Release = watch.Release.Id, From = watch.From, To = watch.To }, cancellation))
        {
            rows.Add(fact);
        }

        return rows.Count < FewestRows ? null : Judge(watch, [.. columns.Select(rows.Compare).OfType<FeatureComparison>()], rows.Count);
    }

    internal static Reading? Judge(Watch watch, IReadOnlyList<FeatureComparison> compared, int rows)
    {
        var measured = compared.Where(feature => double.IsFinite(feature.Psi) && double.IsFinite(feature.P)).ToList();
        if (measured.Count == 0)
        {
            return null;
        }

        var decisions = DriftVerdict.Decide([.. measured.Select(feature => new DriftEvidence(feature.Name, feature.Psi, feature.Bound, feature.P))], minimumEffect: watch.Limit);
        IReadOnlyList<FeatureShift> shifts = [.. measured
            .Zip(decisions, (feature, decision) => new FeatureShift(feature.Name, Round(feature.Psi), Round(feature.Bound), decision.AdjustedP, decision.Drifted, Sentence(feature, decision)))
            .OrderByDescending(shift => shift.Drifted)
            .ThenByDescending(shift => shift.Effect)];
        var drifted = shifts.Where(shift => shift.Drifted).ToList();
        var worst = measured.Single(feature => feature.Name == shifts[0].Feature);
        var sentence = drifted.Count == 0
            ? $"None of {shifts.Count} inputs of {watch.Release.Id} has drifted on {rows} rows {watch.Window}."
            : $"{drifted.Count} of {shifts.Count} inputs of {watch.Release.Id} drifted on {rows} rows {watch.Window}: {string.Join("; ", drifted.Take(3).Select(shift => shift.Sentence))}.";
        var value = PopulationStability.Estimated(worst.Reference, worst.Current).ToWire() with { N = rows };
        return new Reading(value, drifted.Count > 0 ? Side.Beyond : shifts.Any(shift => shift.Effect >= watch.Limit) ? Side.Doubtful : Side.Within, sentence) { Features = shifts };
    }

    private static string Sentence(FeatureComparison feature, DriftDecision decision) =>
        string.Create(CultureInfo.InvariantCulture, $"{feature.Words} (PSI {feature.Psi:0.00}, chance reaches {feature.Bound:0.00}; p {(decision.AdjustedP < 0.001 ? "< 0.001" : $"= {decision.AdjustedP.ToString("0.000", CultureInfo.InvariantCulture)}")})");

    private static double Round(double value) => Math.Round(value, 4);
}
