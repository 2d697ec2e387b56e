using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;

namespace Rondo.Data.Datasets;

/// <summary>A data set in memory.</summary>
/// <param name="Table">Table.</param>
/// <param name="Target">Outcome; null where nobody has said which column it is, or it is not there.</param>
internal sealed record OpenTable(Table Table, TargetReading? Target);

/// <summary>
/// Keeps the tables that people look at, so that the second question about one costs no reading. Bounded: two tables, and
/// what is not asked about for a while goes when memory is needed.
/// </summary>
internal sealed class DatasetTables(DatasetFiles files) : IDisposable
{
    private const int Most = 2;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly LinkedList<(string Key, OpenTable Open)> _kept = [];

    /// <summary>The table of a version of a data set.</summary>
    public async ValueTask<Answer<OpenTable>> OpenAsync(Stored<Dataset> dataset, CancellationToken cancellation)
    {
        var key = $"{dataset.Body.Blob}/{dataset.Body.Target}/{dataset.Body.Positive}/{dataset.Body.FileName}";

        // One reader at a time: two people who open a large file together must not hold it twice.
        await _gate.WaitAsync(cancellation);
        try
        {
            for (var node = _kept.First; node is not null; node = node.Next)
            {
                if (node.Value.Key == key)
                {
                    _kept.Remove(node);
                    _kept.AddFirst(node);
                    return node.Value.Open;
                }
            }

            if (!(await files.ReadAsync(dataset.Body.Blob, dataset.Body.FileName, cancellation)).Try(out var reading, out var refusal))
            {
                return refusal;
            }

            var open = new OpenTable(reading.Table, reading.Table.Find(dataset.Body.Target) is { } column ? Binary(column, dataset.Body.Positive) : null);
            _kept.AddFirst((key, open));
            if (_kept.Count > Most)
            {
                _kept.RemoveLast();
            }

            return open;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>The outcome as yes or no: of several classes the rarest one, where nobody said which is looked for.</summary>
    internal static TargetReading Binary(Column column, string positive)
    {
        var target = TargetColumn.Read(column, positive);
        return target.Task.IsBinary ? target : TargetColumn.Read(column, target.Task.Classes[Enumerable.Range(0, target.Task.Classes.Count).MinBy(target.Count)]);
    }
}
