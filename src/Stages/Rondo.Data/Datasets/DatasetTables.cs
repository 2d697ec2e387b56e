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
/// none that nobody has asked about for ten minutes.
/// </summary>
internal sealed class DatasetTables : IDisposable
{
    private const int Most = 2;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly DatasetFiles _files;
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly List<Held> _held = [];

    public DatasetTables(DatasetFiles files, TimeProvider time)
    {
        (_files, _time) = (files, time);
        _sweep = time.CreateTimer(_ => Sweep(), null, Kept, Kept / 2);
    }

    /// <summary>The table of a version of a data set.</summary>
    public async ValueTask<Answer<OpenTable>> OpenAsync(Stored<Dataset> dataset, CancellationToken cancellation)
    {
        var key = $"{dataset.Body.Blob}/{dataset.Body.Target}/{dataset.Body.Positive}/{dataset.Body.FileName}";

        // One reader at a time: two people who open a large file together must not hold it twice.
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_held.Find(held => held.Key == key) is { } known)
            {
                known.Asked = _time.GetTimestamp();
                return known.Open;
            }

            if (!(await _files.ReadAsync(dataset.Body.Blob, dataset.Body.FileName, cancellation)).Try(out var reading, out var refusal))
            {
                return refusal;
            }

            var open = new OpenTable(reading.Table, reading.Table.Find(dataset.Body.Target) is { } column ? TargetColumn.ReadYesOrNo(column, dataset.Body.Positive) : null);
            if (_held.Count == Most)
            {
                _held.Remove(_held.MinBy(held => held.Asked)!);
            }

            _held.Add(new Held(key, open) { Asked = _time.GetTimestamp() });
            return open;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweep.Dispose();
        _gate.Dispose();
    }

    // Whoever reads just now keeps what is held; the next sweep comes.
    private void Sweep()
    {
        if (_gate.Wait(0))
        {
            _held.RemoveAll(held => _time.GetElapsedTime(held.Asked) > Kept);
            _gate.Release();
        }
    }

    private sealed record Held(string Key, OpenTable Open)
    {
        public long Asked { get; set; }
    }
}
