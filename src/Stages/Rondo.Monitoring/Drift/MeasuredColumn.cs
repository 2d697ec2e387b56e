using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Monitoring.Drift;

/// <summary>One column of two files: every measure that fits its kind, and the evidence that decides.</summary>
/// <param name="Name">Column.</param>
/// <param name="Kind"><c>number</c> or <c>category</c>.</param>
/// <param name="Measures">Measures by name; null where undefined.</param>
/// <param name="Evidence">What decides: the values, and the share of missing ones where there are any.</param>
/// <param name="Words">What changed, with direction.</param>
/// <param name="Findings">What somebody should know.</param>
internal sealed record MeasuredColumn(string Name, string Kind, IReadOnlyDictionary<string, object?> Measures, IReadOnlyList<DriftEvidence> Evidence, string Words, IReadOnlyList<Finding> Findings)
{
    // A shift of the missing share below this many points is told, not counted.
    private const double MissingShift = 0.05;
    private const double Level = 0.95;

    /// <summary>Measures two columns of one name; null where their kind is not compared.</summary>
    public static MeasuredColumn? Of(Column reference, Column current, IReadOnlyList<IStatistic> further) => (reference, current) switch
    {
        (NumberColumn before, NumberColumn now) => Numbers(before, now, further),
        (TextColumn { Kind: ColumnKind.Category } before, TextColumn now) => Categories(before, now, further),
        _ => null,
    };

    private static MeasuredColumn Numbers(NumberColumn reference, NumberColumn current, IReadOnlyList<IStatistic> further)
    {
        var drift = NumericDrift.Of(reference.Values, current.Values);
        double[] before = Finite(reference.Values), now = Finite(current.Values);
        var measures = new Dictionary<string, object?>
        {
            ["ks"] = drift.Ks.Statistic.OrNull(),
            ["ks_p"] = drift.Ks.P.OrNull(),
            ["psi"] = drift.Psi.OrNull(),
            ["psi_bound"] = drift.PsiBound.OrNull(),
            ["js_distance"] = drift.JensenShannon.OrNull(),
            ["hellinger"] = drift.Hellinger.OrNull(),
            ["wasserstein"] = drift.Wasserstein.OrNull(),
            ["wasserstein_normalised"] = drift.WassersteinNormalised.OrNull(),
            ["direction"] = drift.Direction switch { > 0 => "up", < 0 => "down", _ => "same" },
            ["reference_mean"] = before.Length == 0 ? null : before.Average(),
            ["current_mean"] = now.Length == 0 ? null : now.Average(),
        };
        Further(measures, further, Shape.Numbers, before, now);
        return Of(reference, current, "number", measures, drift.Evidence(reference.Name), before.Length == 0 || now.Length == 0 ? "" : DriftWords.Moved(reference.Name, before, now), []);
    }

    private static MeasuredColumn Categories(TextColumn reference, TextColumn current, IReadOnlyList<IStatistic> further)
    {
        string[] before = Texts(reference), now = Texts(current);
        var counts = CategoryCounts.Of(before, now);
        var drift = CategoricalDrift.Of(counts);
        var measures = new Dictionary<string, object?>
        {
            ["chi2"] = drift.ChiSquare.Statistic.OrNull(),
            ["chi2_p"] = drift.ChiSquare.P.OrNull(),
            ["psi"] = drift.Psi.OrNull(),
            ["psi_bound"] = drift.PsiBound.OrNull(),
            ["js_distance"] = drift.JensenShannon.OrNull(),
            ["hellinger"] = drift.Hellinger.OrNull(),
            ["tv"] = drift.TotalVariation.OrNull(),
            ["l_infinity"] = drift.Largest.OrNull(),
            ["categories"] = counts.Names.Count,
            ["unseen"] = drift.Unseen.ToWireOrNull(),
        };
        Further(measures, further, Shape.Labels, before, now);
        var most = Enumerable.Range(0, counts.Names.Count).DefaultIfEmpty(-1).MaxBy(i => i < 0 ? 0 : Math.Abs(Share(counts.Current[i], now.Length) - Share(counts.Reference[i], before.Length)));
        var words = most < 0 ? "" : DriftWords.Went($"{reference.Name} = {counts.Names[most]}", Share(counts.Reference[most], before.Length), Share(counts.Current[most], now.Length));
        return Of(reference, current, "category", measures, drift.Evidence(reference.Name), words, [.. Unseen(reference.Name, counts, now.Length)]);
    }

    private static MeasuredColumn Of(Column reference, Column current, string kind, Dictionary<string, object?> measures, DriftEvidence evidence, string words, List<Finding> findings)
    {
        long lostBefore = reference.MissingCount(), lostNow = current.MissingCount();
        var (before, now) = (Share(lostBefore, reference.Length), Share(lostNow, current.Length));
        measures["reference_missing"] = before;
        measures["current_missing"] = now;
        List<DriftEvidence> all = [evidence];
        if (lostBefore + lostNow > 0 && reference.Length > 0 && current.Length > 0)
        {
            long[] then = [lostBefore, reference.Length - lostBefore], today = [lostNow, current.Length - lostNow];
            all.Add(new DriftEvidence($"{reference.Name} (missing)", PopulationStability.OfCounts(then, today), DriftThreshold.Psi(2, reference.Length, current.Length, Level), ChiSquare.TwoSample(then, today).P));
            if (Math.Abs(now - before) >= MissingShift)
            {
                findings.Add(new Finding { Code = "missing_shift", Severity = Severity.Warning, Sentence = $"{DriftWords.Gap(reference.Name, before, now)}.", Numbers = new Dictionary<string, double> { ["before"] = before, ["now"] = now }, NextStep = "Look at the pipeline that fills it before looking at behaviour.", Column = reference.Name });
            }
        }

        if (!double.IsFinite(evidence.Effect) || !double.IsFinite(evidence.P))
        {
            findings.Add(new Finding { Code = "undefined_value", Severity = Severity.Warning, Sentence = $"{reference.Name} cannot be compared: one side holds no value{(kind == "category" ? ", or there is one category only" : "")}.", NextStep = "Compare files that both hold the column.", Column = reference.Name });
        }

        return new MeasuredColumn(reference.Name, kind, measures, all, words, findings);
    }

    private static IEnumerable<Finding> Unseen(string name, CategoryCounts counts, int rows)
    {
        if (counts.Unseen.ToList() is { Count: > 0 } unseen)
        {
            var many = Enumerable.Range(0, counts.Names.Count).Where(i => counts.Reference[i] == 0).Sum(i => counts.Current[i]);
            yield return new Finding { Code = "unseen_categories", Severity = Severity.Warning, Sentence = $"{name} holds {Plural.Of(unseen.Count, "value", "values")} that the reference never had: {string.Join(", ", unseen.Take(5).Select(value => $"'{value}'"))}{(unseen.Count > 5 ? " and others" : "")}, in {many:N0} of {rows:N0} rows.", Numbers = new Dictionary<string, double> { ["values"] = unseen.Count, ["rows"] = many }, NextStep = "Find out what they mean; a model has learned nothing about them.", Column = name };
        }
    }

    private static void Further(Dictionary<string, object?> measures, IReadOnlyList<IStatistic> further, Shape shape, object reference, object current)
    {
        foreach (var statistic in further.Where(statistic => statistic.Descriptor.Inputs[0].Shape == shape && !measures.ContainsKey(statistic.Descriptor.Id)))
        {
            var result = statistic.Run(StatisticInputs.Of(statistic.Descriptor, new Dictionary<string, object> { ["reference"] = reference, ["current"] = current }));
            measures[statistic.Descriptor.Id] = result.Value.Value.OrNull();
            foreach (var (name, value) in result.Details)
            {
                measures[$"{statistic.Descriptor.Id}_{name}"] = value.OrNull();
            }
        }
    }

    private static double[] Finite(ReadOnlySpan<double> values)
    {
        var kept = new double[values.Length];
        var n = 0;
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                kept[n++] = value;
            }
        }

        return kept[..n];
    }

    private static string[] Texts(TextColumn column) => [.. Enumerable.Range(0, column.Length).Where(row => !column.IsMissing(row)).Select(column.Text)];

    private static double Share(long part, long all) => all == 0 ? 0 : (double)part / all;
}
