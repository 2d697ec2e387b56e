using Microsoft.Extensions.Logging;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>
/// The way of a fact.
/// <code>
///   caller --(1)--> log --(2)--> waiting --(3)--> columns
/// </code>
/// (1) A caller that finds nobody writing writes its own facts and goes on, without a change of thread; whoever comes
/// meanwhile stands in line, and the line becomes one batch, one write and, where asked for, one fsync. New facts are told
/// from known ones before. (2) They wait in memory, where they are found by id. (3) Every flush interval, and before every
/// read, they are moved to DuckDB; the log's files go when all of their batches have been.
/// </summary>
internal sealed partial class FactPipeline : IAsyncDisposable
{
    /// <summary>Folder of the log.</summary>
    public const string LogFolder = "facts";

    private const int FactsPerBatch = 10_000;

    // Bodies may be long, so counting facts alone would bound neither a batch nor the memory.
    private const long CharsPerBatch = 8L << 20;
    private const long MaxWaitingBytes = 192L << 20;

    private readonly EmbeddedStorageOptions _options;
    private readonly ILogger _logger;
    private readonly FactColumns _columns;
    private readonly FactLog _log;
    private readonly RecordWriter _records = new();
    private readonly WaitingFacts _waiting = new();
    private readonly KnownKeys _known;
    private readonly Lock _gate = new();
    private readonly Queue<Append> _line = [];
    private readonly List<Append> _group = [];
    private readonly Lock _moving = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _mover;
    private bool _writing;
    private bool _closed;

    public FactPipeline(string folder, EmbeddedStorageOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _columns = new FactColumns(Path.Combine(folder, "facts.duckdb"), options.DuckDbMemoryMiB, options.DuckDbThreads);
        try
        {
            _log = FactLog.Open(Path.Combine(folder, LogFolder), options.LogSegmentBytes, _columns.Moved, Replay);
        }
        catch
        {
            _columns.Dispose();
            throw;
        }

        // What is replayed counts too: once it is moved, the columns hold it and only this filter leads there.
        _known = new KnownKeys(_columns.Hashes().Concat(_waiting.Snapshot().SelectMany(batch => batch.Keys)));
        _mover = new Thread(MoveNowAndThen) { IsBackground = true, Name = "Rondo facts" };
        _mover.Start();
    }

    public ValueTask<IReadOnlyList<FactFate>> AppendAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(IFactStore));
            if (_writing)
            {
                // Bounded by those who wait: each of them holds its own facts.
                var append = new Append(facts, new TaskCompletionSource<IReadOnlyList<FactFate>>(TaskCreationOptions.RunContinuationsAsynchronously));
                _line.Enqueue(append);
                return new ValueTask<IReadOnlyList<FactFate>>(append.Fates.Task.WaitAsync(cancellation));
            }

            _writing = true;
        }

        try
        {
            return ValueTask.FromResult<IReadOnlyList<FactFate>>(Store([facts])[0]);
        }
        catch (Exception exception)
        {
            NotStored(exception, facts.Count);
            return ValueTask.FromException<IReadOnlyList<FactFate>>(exception);
        }
        finally
        {
            PassOn();
        }
    }

    public Fact? Find(FactKey key)
    {
        // What was never added is the usual answer, for every request under an id of its caller's, and costs no look into DuckDB.
        var hash = key.Hash();
        return _waiting.Find(key, hash) ?? (_known.MayHold(hash) ? _columns.Find(key, hash) : null);
    }

    /// <summary>Those of many ids that are there, with one look into the columns for all.</summary>
    public IReadOnlyDictionary<string, Fact> Find(string product, string kind, IEnumerable<string> ids)
    {
        var found = new Dictionary<string, Fact>(StringComparer.Ordinal);
        var elsewhere = new Dictionary<ulong, FactKey>();
        foreach (var key in ids.Select(id => new FactKey(product, kind, id)).Distinct())
        {
            var hash = key.Hash();
            if (_waiting.Find(key, hash) is { } waiting)
            {
                found[key.Id] = waiting;
            }
            else if (_known.MayHold(hash) && !elsewhere.TryAdd(hash, key) && _columns.Find(key, hash) is { } twin)
            {
                found[key.Id] = twin;
            }
        }

        var wanted = elsewhere.Values.ToHashSet();
        foreach (var fact in _columns.Find([.. elsewhere.Keys]).Where(fact => wanted.Contains(FactKey.Of(fact))))
        {
            found[fact.Id] = fact;
        }

        return found;
    }

    /// <summary>The columns, holding everything that was acknowledged until now.</summary>
    public ValueTask<FactColumns> MovedAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Move();
        return ValueTask.FromResult(_columns);
    }

    public async ValueTask DisposeAsync()
    {
        // What callers wait for is still written; what waits for the columns is moved, or replayed at the next start.
        lock (_gate)
        {
            _closed = true;
            if (!_writing)
            {
                _idle.TrySetResult();
            }
        }

        await _idle.Task;
        await _closing.CancelAsync();
        _mover.Join();
        TryMove();
        _log.Dispose();
        _columns.Dispose();
        _closing.Dispose();
    }

    // Whoever has written goes on with its own work; the line is another one's.
    private void PassOn()
    {
        lock (_gate)
        {
            if (_line.Count == 0)
            {
                StopWriting();
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(static pipeline => pipeline.WriteLine(), this, preferLocal: false);
    }

    private void Replay(FactBatch batch)
    {
        _records.Record(batch);
        _waiting.Add(batch, _records);
    }

    private void StopWriting()
    {
        _writing = false;
        if (_closed)
        {
            _idle.TrySetResult();
        }
    }

    private void WriteLine()
    {
        while (TakeGroup())
        {
            try
            {
                var fates = Store(_group.ConvertAll(append => append.Facts));
                for (var i = 0; i < _group.Count; i++)
                {
                    _group[i].Fates.TrySetResult(fates[i]);
                }
            }
            catch (Exception exception)
            {
                // Every caller of the group hears of it; the next group may find the disk in a better state.
                NotStored(exception, _group.Sum(append => append.Facts.Count));
                _group.ForEach(append => append.Fates.TrySetException(exception));
            }
        }
    }

    private bool TakeGroup()
    {
        _group.Clear();
        var facts = 0;
        var chars = 0L;
        lock (_gate)
        {
            while (facts < FactsPerBatch && chars < CharsPerBatch && _line.TryDequeue(out var append))
            {
                _group.Add(append);
                facts += append.Facts.Count;
                foreach (var fact in append.Facts)
                {
                    chars += fact.Body.Length;
                }
            }

            if (_group.Count == 0)
            {
                StopWriting();
            }
        }

        return _group.Count > 0;
    }

    /// <summary>Stores what is new of several appends as one batch. Only ever called by the one who writes.</summary>
    private FactFate[][] Store(IReadOnlyList<IReadOnlyList<Fact>> appends)
    {
        if (_waiting.AreMoreThan(_options.MaxWaitingFacts, MaxWaitingBytes))
        {
            Move();
        }

        var fresh = new List<Fact>(appends.Count);
        var keys = new List<ulong>(appends.Count);
        var fates = new FactFate[appends.Count][];
        for (var i = 0; i < fates.Length; i++)
        {
            fates[i] = new FactFate[appends[i].Count];
            for (var j = 0; j < fates[i].Length; j++)
            {
                fates[i][j] = Fate(appends[i][j], fresh, keys);
            }
        }

        if (fresh.Count > 0)
        {
            var batch = new FactBatch(_log.Next, fresh) { Keys = keys };
            _log.Append(_records.Record(batch), _options.SyncBeforeAnswer);
            _waiting.Add(batch, _records);
        }

        return fates;
    }

    private FactFate Fate(Fact fact, List<Fact> fresh, List<ulong> keys)
    {
        var key = FactKey.Of(fact);
        var hash = key.Hash();

        // A key is known from here on, also where the batch fails: that costs a look in vain, and no fact.
        var standing = _known.MayHold(hash) ? fresh.Find(other => FactKey.Of(other) == key) ?? _waiting.Find(key, hash) ?? _columns.Find(key, hash) : null;
        if (standing is null)
        {
            _known.Add(hash);
            fresh.Add(fact);
            keys.Add(hash);
            return FactFate.Stored;
        }

        // A repeat is recorded at another time; everything else must be the same.
        return fact with { RecordedAt = standing.RecordedAt } == standing ? FactFate.Repeated : FactFate.Conflicting;
    }

    // On a thread of its own: DuckDB works for as long as it takes, and requests are answered on those of the pool.
    private void MoveNowAndThen()
    {
        while (!_closing.Token.WaitHandle.WaitOne(_options.FlushInterval))
        {
            TryMove();
        }
    }

    private void TryMove()
    {
        try
        {
            Move();
        }
        catch (Exception exception)
        {
            NotMoved(exception, _waiting.Count);
            TrySync();
        }
    }

    // What DuckDB does not bring to the disk, the log does: so a power cut takes no more than it otherwise would.
    private void TrySync()
    {
        try
        {
            _log.Sync();
        }
        catch (IOException exception)
        {
            NotSynced(exception);
        }
    }

    private void Move()
    {
        lock (_moving)
        {
            var batches = _waiting.Snapshot();
            if (batches.Count > 0)
            {
                _columns.Append(batches.Select(batch => batch.Read()));
                _waiting.ForgetThrough(batches[^1].Number);
                _log.DropThrough(batches[^1].Number);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Facts} facts could not be stored; their senders were told.")]
    private partial void NotStored(Exception exception, int facts);

    [LoggerMessage(2, LogLevel.Error, "{Facts} facts are safe in the log but could not be moved to facts.duckdb; this is tried again.")]
    private partial void NotMoved(Exception exception, int facts);

    [LoggerMessage(3, LogLevel.Error, "The facts log could not be brought to the disk; a power cut would take what was acknowledged since.")]
    private partial void NotSynced(Exception exception);

    private sealed record Append(IReadOnlyList<Fact> Facts, TaskCompletionSource<IReadOnlyList<FactFate>> Fates);
}
