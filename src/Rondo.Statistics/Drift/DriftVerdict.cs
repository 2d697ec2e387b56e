namespace Rondo.Statistics;

/// <summary>What was measured on one feature.</summary>
/// <param name="Name">Feature.</param>
/// <param name="Effect">Size of the change, for example PSI.</param>
/// <param name="Bound">Size that luck alone reaches, for example <see cref="DriftThreshold.Psi"/>.</param>
/// <param name="P">p-value of a test of no change.</param>
public readonly record struct DriftEvidence(string Name, double Effect, double Bound, double P);

/// <summary>What follows for one feature.</summary>
/// <param name="Evidence">What was measured.</param>
/// <param name="AdjustedP">p-value corrected over all features.</param>
/// <param name="Drifted">True where both the effect and the evidence say so.</param>
public readonly record struct DriftDecision(DriftEvidence Evidence, double AdjustedP, bool Drifted);

/// <summary>
/// The combined rule: a feature has drifted when its effect is above its size-aware bound and its p-value, corrected over
/// all features, is below alpha. An effect alone is noise in small windows; a p-value alone is a triviality in large ones.
/// </summary>
public static class DriftVerdict
{
    /// <summary>Decides every feature of one comparison together.</summary>
    /// <param name="features">Evidence of each feature; an undefined effect or p never drifts.</param>
    /// <param name="alpha">Adjusted p below which the evidence counts.</param>
    /// <param name="minimumEffect">
    /// Effects below this are called harmless however certain they are. PSI 0.1 is the customary limit of "no action"
    /// (Siddiqi 2006): a convention, not a truth; 0 switches it off.
    /// </param>
    public static IReadOnlyList<DriftDecision> Decide(IReadOnlyList<DriftEvidence> features, double alpha = 0.05, double minimumEffect = 0)
    {
        ArgumentNullException.ThrowIfNull(features);
        var adjusted = FalseDiscovery.BenjaminiHochberg([.. features.Select(f => f.P)]);
        return [.. features.Select((f, i) => new DriftDecision(f, adjusted[i], adjusted[i] < alpha && f.Effect > f.Bound && f.Effect >= minimumEffect))];
    }

    /// <summary>Evidence of a numeric feature: PSI against its bound, and the Kolmogorov-Smirnov test.</summary>
    public static DriftEvidence Numeric(string name, ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int bins = 10, double level = 0.95)
    {
        double[] before = SortedColumn.Of(reference), now = SortedColumn.Of(current);
        var cut = ReferenceBins.OfSorted(before, bins);
        var psi = PopulationStability.OfCounts([.. cut.Reference], cut.CountOfSorted(now));
        return new DriftEvidence(name, psi, DriftThreshold.Psi(cut.Count, before.Length, now.Length, level), KolmogorovSmirnov.OfSorted(before, now).P);
    }

    /// <summary>Evidence of a categorical feature: PSI against its bound, and the chi-square test.</summary>
    public static DriftEvidence Categorical(string name, CategoryCounts counts, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new DriftEvidence(
            name,
            PopulationStability.Of(counts),
            DriftThreshold.Psi(counts.Names.Count, counts.Reference.Sum(), counts.Current.Sum(), level),
            ChiSquare.TwoSample(counts).P);
    }
}
