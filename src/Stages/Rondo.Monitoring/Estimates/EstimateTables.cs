using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Monitoring.Estimates;

/// <summary>Two files and the outcomes that came late.</summary>
/// <param name="Reference">Rows with outcomes.</param>
/// <param name="Analysis">Rows of now.</param>
/// <param name="Truth">True values of the analysis, a row; null where there are none.</param>
/// <param name="Findings">What was noticed while they were joined.</param>
internal sealed record EstimateTables(Table Reference, Table Analysis, Column? Truth, IReadOnlyList<Finding> Findings)
{
    public static readonly ProblemCode TargetsUnmatched = new("targets_unmatched", 422, "The targets do not fit the rows");

    public static Answer<EstimateTables> Read(ITables tables, ToolInput input, IReadOnlySet<string> categorical, CancellationToken cancellation)
    {
        var options = new TableReadOptions { Categorical = categorical };
        var truth = input.Text("--truth");
        input.Report("Reading the files");
        if (!tables.ReadFile(input.Arguments[0], options, cancellation).Try(out var reference, out var refusal)
            || !tables.ReadFile(input.Arguments[1], options, cancellation).Try(out var analysis, out refusal)
            || !reference.Table.Require(truth).Try(out _, out refusal))
        {
            return refusal;
        }

        if (input.Text("--targets") is not { Length: > 0 } path)
        {
            return new EstimateTables(reference.Table, analysis.Table, analysis.Table.Find(truth), []);
        }

        return tables.ReadFile(path, options, cancellation).Try(out var targets, out refusal) && targets.Table.Require(truth).Try(out var column, out refusal)
            ? Join(reference.Table, analysis.Table, targets.Table, column)
            : refusal;
    }

    // A column that names each row in both files joins them; without one the rows must stand in the same order.
    private static Answer<EstimateTables> Join(Table reference, Table analysis, Table targets, Column truth)
    {
        var key = targets.Columns.FirstOrDefault(column => column != truth && analysis.Find(column.Name) is { } same && Distinct(column) && Distinct(same));
        if (key is null)
        {
            return targets.RowCount == analysis.RowCount
                ? new EstimateTables(reference, analysis, truth, [])
                : new Refusal(TargetsUnmatched, $"The targets have {targets.RowCount:N0} rows, the analysis {analysis.RowCount:N0}, and no common column names each row.", "Give the targets a column, for example 'id', that stands in both files.");
        }

        var at = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < key.Length; row++)
        {
            at.TryAdd(key.Text(row), row);
        }

        var own = analysis.Find(key.Name)!;
        int[] rows = [.. Enumerable.Range(0, analysis.RowCount).Select(row => at.GetValueOrDefault(own.Text(row), -1))];
        var unmatched = rows.Count(row => row < 0);
        IReadOnlyList<Finding> findings = unmatched == 0 ? [] : [new Finding { Code = "targets_missing", Severity = Severity.Info, Sentence = $"{unmatched:N0} of {rows.Length:N0} rows have no outcome yet.", Numbers = new Dictionary<string, double> { ["rows"] = unmatched }, NextStep = "Judge what turned out on the others; these may differ from them." }];
        return new EstimateTables(reference, analysis, Taken(truth, rows), findings);
    }

    private static Column Taken(Column truth, int[] rows) => truth switch
    {
        NumberColumn number => new NumberColumn(number.Name, [.. rows.Select(row => row < 0 ? double.NaN : number.Values[row])]),
        TextColumn text => new TextColumn(text.Name, text.Kind, [.. rows.Select(row => row < 0 ? -1 : text.Codes[row])], text.Distinct),
        TimeColumn time => new TimeColumn(time.Name, [.. rows.Select(row => row < 0 ? TimeColumn.Missing : time.Ticks[row])]),
        _ => throw new InvalidOperationException($"Columns of the type {truth.GetType().Name} cannot be joined."),
    };

    private static bool Distinct(Column column)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < column.Length; row++)
        {
            if (column.IsMissing(row) || !seen.Add(column.Text(row)))
            {
                return false;
            }
        }

        return column.Length > 0;
    }
}
