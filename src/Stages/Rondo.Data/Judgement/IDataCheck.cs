using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Data.Judgement;

/// <summary>Looks at a table with its outcome for one thing that somebody should know. Adding a check adds a file: checks are found, not listed.</summary>
internal interface IDataCheck
{
    /// <summary>What was found.</summary>
    IEnumerable<Finding> Look(Examination examination);
}

/// <summary>A data set under examination.</summary>
/// <param name="Reading">Table as it was read.</param>
/// <param name="Target">Outcome.</param>
/// <param name="TargetName">Column of the outcome.</param>
/// <param name="Columns">Columns with their signal.</param>
/// <param name="Showing">What a quick model showed; null where there was too little to train one.</param>
/// <param name="Seed">Seed.</param>
internal sealed record Examination(TableReading Reading, TargetReading Target, string TargetName, IReadOnlyList<ColumnProfile> Columns, QuickModels.Showing? Showing, int Seed)
{
    /// <summary>Rows that a check with a cost per row looks at: enough for an interval of about a point.</summary>
    public const int MostRows = 10_000;

    /// <summary>Table.</summary>
    public Table Table => Reading.Table;

    /// <summary>Every k-th row, at most <see cref="MostRows"/>.</summary>
    public int[] SomeRows()
    {
        var rows = Table.RowCount;
        return rows <= MostRows ? [.. Enumerable.Range(0, rows)] : [.. Enumerable.Range(0, MostRows).Select(i => (int)((long)i * rows / MostRows))];
    }
}
