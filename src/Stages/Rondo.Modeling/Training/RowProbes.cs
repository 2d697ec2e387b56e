using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Modeling.Training;

/// <summary>Rows of a table as callers will send them, with the scores that they got here: what is served later must give the same.</summary>
internal static class RowProbes
{
    private const int Kept = 50;

    public static IReadOnlyList<Probe> Of(Table table, IReadOnlyList<int> rows, PackedModel package)
    {
        var step = Math.Max(1, rows.Count / Kept);
        var chosen = Enumerable.Range(0, Math.Min(Kept, rows.Count)).Select(i => rows[i * step]).ToArray();
        var taken = table.Take(chosen);
        var scores = package.Score(package.Space.Encode(taken));
        return [.. scores.Select((score, row) => new Probe(taken.Json(row, package.Space.Inputs.Select(input => input.Name)), score))];
    }
}
