namespace Rondo.Worlds;

/// <summary>One spoiled cell of an export.</summary>
/// <param name="Row">Data row in the file, from 0; the header is not counted.</param>
/// <param name="Column">Name of the column.</param>
/// <param name="Kind">What was done to it.</param>
/// <param name="Clean">The true value; empty where the business never had one.</param>
/// <param name="Written">What the file says.</param>
public sealed record SpoiledCell(int Row, string Column, MessKind Kind, string Clean, string Written);

/// <summary>One repeated row of an export.</summary>
/// <param name="Row">Data row of the repetition, from 0.</param>
/// <param name="OriginalRow">Data row of what it repeats.</param>
/// <param name="Kind">Exact, near or conflicting.</param>
public sealed record RepeatedRow(int Row, int OriginalRow, MessKind Kind);

/// <summary>The answer key of a messy export: everything in which it differs from the truth, and nothing else.</summary>
/// <param name="Rows">Data rows in the file, repetitions included.</param>
/// <param name="Cells">Spoiled cells in order of row; those of a repeated row are listed for each repetition.</param>
/// <param name="Repeated">Repeated rows in order of row.</param>
public sealed record MessKey(int Rows, IReadOnlyList<SpoiledCell> Cells, IReadOnlyList<RepeatedRow> Repeated)
{
    /// <summary>How often each kind occurs in the file; kinds that do not occur are 0.</summary>
    public IReadOnlyDictionary<MessKind, int> Counts { get; } = Enum.GetValues<MessKind>().ToDictionary(
        kind => kind,
        kind => Cells.Count(c => c.Kind == kind) + Repeated.Count(r => r.Kind == kind));
}

/// <summary>A messy export with its answer key.</summary>
/// <param name="Csv">The file: a header and one line a row.</param>
/// <param name="Key">What was done to it.</param>
public sealed record MessyExport(string Csv, MessKey Key);
