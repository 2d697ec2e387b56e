using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Statistics;

namespace Rondo.Monitoring.Drift;

/// <summary>Whether a file as a whole has drifted.</summary>
/// <param name="Drifted">True where at least one column has.</param>
/// <param name="ColumnsDrifted">How many have.</param>
/// <param name="Columns">How many were compared.</param>
/// <param name="Method">The rule in words.</param>
internal sealed record DatasetDrift(bool Drifted, int ColumnsDrifted, int Columns, string Method);

/// <summary>Two files compared column by column.</summary>
/// <param name="Sentence">The verdict in one sentence.</param>
/// <param name="Dataset">The file as a whole.</param>
/// <param name="ReferenceRows">Rows of the reference.</param>
/// <param name="CurrentRows">Rows of now.</param>
/// <param name="Columns">Each column: name, kind, every measure, adjusted_p, drifted, sentence; drifted first.</param>
/// <param name="Findings">What somebody should know.</param>
internal sealed record DriftReport(string Sentence, DatasetDrift Dataset, int ReferenceRows, int CurrentRows, IReadOnlyList<IReadOnlyDictionary<string, object?>> Columns, IReadOnlyList<Finding> Findings)
{
    private const int FewestRows = 30;

    public static DriftReport Of(Table reference, Table current, IReadOnlyList<string> names, IReadOnlyList<IStatistic> further, double minimumEffect, CancellationToken cancellation)
    {
        var findings = new List<Finding>(Sizes(reference.RowCount, current.RowCount));
        var measured = new List<MeasuredColumn>();
        foreach (var name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            if (current.Find(name) is not { } now)
            {
                findings.Add(Note("column_gone", Severity.Warning, $"{name} is in the reference and not in the current file.", "Find out why it is no longer delivered.", name));
            }
            else if (MeasuredColumn.Of(reference.Find(name)!, now, further) is { } column)
            {
                measured.Add(column);
                findings.AddRange(column.Findings);
            }
            else
            {
                findings.Add(NotCompared(reference.Find(name)!, now));
            }
        }

        findings.AddRange(current.Columns.Where(column => reference.Find(column.Name) is null).Select(column => Note("column_new", Severity.Info, $"{column.Name} is in the current file and not in the reference.", "Take it into the next reference if it is wanted.", column.Name)));
        // All columns are decided together, so that looking at many does not raise false alarms.
        var evidence = measured.SelectMany(column => column.Evidence.Select(one => (column, one))).Where(pair => double.IsFinite(pair.one.P) && double.IsFinite(pair.one.Effect)).ToList();
        var decisions = DriftVerdict.Decide([.. evidence.Select(pair => pair.one)], minimumEffect: minimumEffect);
        var decided = evidence.Zip(decisions, (pair, decision) => (pair.column, decision)).ToLookup(pair => pair.column, pair => pair.decision);
        var columns = measured.Select(column => Row(column, [.. decided[column]])).OrderByDescending(row => (bool)row["drifted"]!).ThenByDescending(row => row["psi"] as double? ?? 0).ToList();
        var drifted = columns.Count(row => (bool)row["drifted"]!);
        var method = FormattableString.Invariant($"PSI above what chance reaches at this size and at least {minimumEffect}, and a test's p below 0.05 after Benjamini-Hochberg over {Plural.Of(evidence.Count, "comparison")}");
        return new DriftReport(Words(drifted, columns, reference.RowCount, current.RowCount), new DatasetDrift(drifted > 0, drifted, measured.Count, method), reference.RowCount, current.RowCount, columns, findings);
    }

    private static Dictionary<string, object?> Row(MeasuredColumn column, IReadOnlyList<DriftDecision> decisions)
    {
        var drifted = decisions.Any(decision => decision.Drifted);
        var row = new Dictionary<string, object?> { ["name"] = column.Name, ["kind"] = column.Kind };
        foreach (var (name, value) in column.Measures)
        {
            row[name] = value;
        }

        row["adjusted_p"] = decisions.Count == 0 ? null : decisions.Min(decision => decision.AdjustedP);
        row["drifted"] = drifted;
        row["sentence"] = decisions.Count == 0 ? $"{column.Name} could not be compared." : drifted ? $"{Lead(column, decisions)}." : $"{column.Name} has not drifted{Because(decisions)}.";
        return row;
    }

    // The share of missing values may be what drifted; then that is what the sentence tells.
    private static string Lead(MeasuredColumn column, IReadOnlyList<DriftDecision> decisions) =>
        decisions[0].Drifted ? column.Words : column.Findings.FirstOrDefault(finding => finding.Code == "missing_shift")?.Sentence.TrimEnd('.') ?? column.Words;

    private static string Because(IReadOnlyList<DriftDecision> decisions)
    {
        var (effect, bound, p) = (decisions[0].Evidence.Effect, decisions[0].Evidence.Bound, decisions[0].AdjustedP);
        return effect <= bound ? FormattableString.Invariant($": PSI {effect:0.000}, where chance alone reaches {bound:0.000}")
            : p >= 0.05 ? FormattableString.Invariant($": the test sees no change (p = {p:0.00})")
            : FormattableString.Invariant($": the change is certain and small (PSI {effect:0.000})");
    }

    private static string Words(int drifted, IReadOnlyList<IReadOnlyDictionary<string, object?>> columns, int before, int now) => columns.Count == 0
        ? "No column could be compared."
        : drifted == 0
            ? $"None of {Plural.Of(columns.Count, "column")} has drifted between {before:N0} and {now:N0} rows."
            : $"{drifted} of {Plural.Of(columns.Count, "column")} drifted between {before:N0} and {now:N0} rows: {string.Join(" ", columns.Take(Math.Min(drifted, 3)).Select(row => row["sentence"]))}";

    private static IEnumerable<Finding> Sizes(int before, int now)
    {
        if (Math.Min(before, now) < FewestRows)
        {
            yield return Note("few_rows", Severity.Warning, $"One file holds {Math.Min(before, now):N0} rows; below {FewestRows} a distribution says little.", "Compare longer periods.", null);
        }
    }

    private static Finding NotCompared(Column reference, Column current) => reference.Kind is ColumnKind.Number or ColumnKind.Category && current.Kind != reference.Kind
        ? Note("kind_changed", Severity.Fail, $"{reference.Name} was {WireWords.Write(reference.Kind)} in the reference and is {WireWords.Write(current.Kind)} now.", "Look at the pipeline: the column's format changed.", reference.Name)
        : Note("not_compared", Severity.Info, $"{reference.Name} holds {(reference.Kind == ColumnKind.Time ? "times" : reference.Kind == ColumnKind.Identifier ? "identifiers" : "free text")}, which are not compared.", reference.Kind == ColumnKind.Time ? "Use it to cut the periods." : "Name it with --categorical if its values are classes.", reference.Name);

    private static Finding Note(string code, Severity severity, string sentence, string nextStep, string? column) => new() { Code = code, Severity = severity, Sentence = sentence, NextStep = nextStep, Column = column };
}
