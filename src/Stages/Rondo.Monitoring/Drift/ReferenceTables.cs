using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Ledger;

namespace Rondo.Monitoring.Drift;

/// <summary>The rows a release was made from, read from its data set's file. The last few are kept: rounds come back to them.</summary>
internal sealed class ReferenceTables(IBlobStore blobs, ITables tables)
{
    private const int Kept = 4;
    private readonly Lock _lock = new();
    private readonly LinkedList<(string Blob, Table Table)> _recent = new();

    /// <summary>The columns that a model may have used; null where the file cannot be read any more.</summary>
    public async ValueTask<IReadOnlyList<Column>?> ColumnsAsync(ProductState state, Release release, CancellationToken cancellation)
    {
        if (state.Find<Evaluation>(release.Evaluation)?.Body is not { } evaluation || state.At(evaluation.Dataset) is not { } entry)
        {
            return null;
        }

        var dataset = state.Read<Dataset>(entry).Body;
        var excluded = state.At(evaluation.Run) is { } run ? state.Read<Run>(run).Body.Excluded : new Dictionary<string, string>();
        var target = state.Find<SuccessContract>()?.Body.Target is { Length: > 0 } promised ? promised : dataset.Target;
        return await TableAsync(dataset, cancellation) is { } table
            ? [.. table.Columns.Where(column => column.Name != target && !excluded.ContainsKey(column.Name) && column.Kind is (ColumnKind.Number or ColumnKind.Category))]
            : null;
    }

    private async ValueTask<Table?> TableAsync(Dataset dataset, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_recent.FirstOrDefault(known => known.Blob == dataset.Blob).Table is { } known)
            {
                return known;
            }
        }

        await using var stream = await blobs.OpenAsync(dataset.Blob, cancellation);
        if (stream is null)
        {
            return null;
        }

        var table = tables.Read(stream, dataset.FileName, new TableReadOptions(), cancellation).Table;
        lock (_lock)
        {
            _recent.AddFirst((dataset.Blob, table));
            while (_recent.Count > Kept)
            {
                _recent.RemoveLast();
            }
        }

        return table;
    }
}
