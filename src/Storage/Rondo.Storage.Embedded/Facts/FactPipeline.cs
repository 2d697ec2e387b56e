using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>
/// The way of a fact.
/// <code>
///   callers --(1)--> queue --(2)--> one writer --(3)--> log, fsync --(4)--> waiting --(5)--> columns
/// </code>
/// (1) Callers queue their facts and wait. (2) One writer takes whatever has queued up meanwhile and tells new facts from known
/// ones. (3) The new ones become one batch, one write and one fsync, however many callers they come from; only then
/// are the callers told. (4) They wait in memory, where they are found by id. (5) Every flush interval, and before every
/// read, they are moved to DuckDB; the log's files go when all of their batches have been.
/// </summary>
internal sealed partial class FactPipeline : IAsyncDisposable
{
    private const int QueuedAppends = 4096;
    private const int FactsPerBatch = 10_000;

    // Bodies may be long, so counting facts alone would bound neither a batch nor the memory.
    private const long CharsPerBatch = 8L << 20;
    private const long MaxWaitingChars = 64L << 20;

    private readonly EmbeddedStorageOptions _options;
    private readonly ILogger _logger;
    private readonly FactColumns _columns;
    private readonly FactLog _log;
    private readonly WaitingFacts _waiting = new();
    private readonly KnownKeys _known;
    private readonly Channel<Append> _queue = Channel.CreateBounded<Append>(new BoundedChannelOptions(QueuedAppends) { SingleReader = true });
    private readonly SemaphoreSlim _moving = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _writer;
    private readonly Task _mover;

    public FactPipeline(string folder, EmbeddedStorageOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _columns = new FactColumns(Path.Combine(folder, "facts.duckdb"), options.DuckDbMemoryMiB, options.DuckDbThreads);
        try
        {
            _log = FactLog.Open(Path.Combine(folder, "facts"), options.LogSegmentBytes, _columns.Moved, _waiting.Add);
        }
        catch
        {
            _columns.Dispose();
            throw;
        }

        // What is replayed counts too: once it is moved, the columns hold it and only this filter leads there.
        _known = new KnownKeys(_columns.Hashes().Concat(_waiting.Snapshot().SelectMany(batch => batch.Facts).Select(fact => FactKey.Of(fact).Hash())));
        _writer = Task.Run(WriteAsync);
        _mover = Task.Run(MoveNowAndThenAsync);
    }

    public async ValueTask<IReadOnlyList<FactFate>> AppendAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation)
    {
        var append = new Append(facts, new TaskCompletionSource<IReadOnlyList<FactFate>>(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await _queue.Writer.WriteAsync(append, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(IFactStore));
        }

        return await append.Fates.Task.WaitAsync(cancellation);
    }

    public Fact? Find(FactKey key) => _waiting.Find(key) ?? _columns.Find(key);

    /// <summary>The columns, holding everything that was acknowledged until now.</summary>
    public async ValueTask<FactColumns> MovedAsync(CancellationToken cancellation)
    {
        await MoveAsync(cancellation);
        return _columns;
    }

    public async ValueTask DisposeAsync()
    {
        // What callers wait for is still written; what waits for the columns is moved, or replayed at the next start.
        _queue.Writer.TryComplete();
        await _writer;
        await _closing.CancelAsync();
        await _mover;
        await TryMoveAsync();
        _log.Dispose();
        _columns.Dispose();
        _closing.Dispose();
        _moving.Dispose();
    }

    private async Task WriteAsync()
    {
        var group = new List<Append>();
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            group.Clear();
            var facts = 0;
            var chars = 0L;
            while (facts < FactsPerBatch && chars < CharsPerBatch && _queue.Reader.TryRead(out var append))
            {
                group.Add(append);
                facts += append.Facts.Count;
                chars += append.Facts.Sum(fact => (long)fact.Body.Length);
            }

            try
            {
                if (_waiting.Count >= _options.MaxWaitingFacts || _waiting.Chars >= MaxWaitingChars)
                {
                    await MoveAsync(CancellationToken.None);
                }

                var fates = Store(group);
                for (var i = 0; i < group.Count; i++)
                {
                    group[i].Fates.TrySetResult(fates[i]);
                }
            }
            catch (Exception exception)
            {
                // Every caller of the group hears of it; the next group may find the disk in a better state.
                NotStored(exception, facts);
                group.ForEach(append => append.Fates.TrySetException(exception));
            }
        }
    }

    private List<FactFate[]> Store(List<Append> group)
    {
        var added = new Dictionary<FactKey, Fact>();
        var fresh = new List<Fact>();
        var fates = group.ConvertAll(append => append.Facts.Select(fact => Fate(fact)).ToArray());
        if (fresh.Count > 0)
        {
            var batch = new FactBatch(_log.Next, fresh);
            _log.Append(batch);
            _waiting.Add(batch);
            foreach (var key in added.Keys)
            {
                _known.Add(key.Hash());
            }
        }

        return fates;

        FactFate Fate(Fact fact)
        {
            var key = FactKey.Of(fact);
            var standing = added.GetValueOrDefault(key) ?? _waiting.Find(key) ?? (_known.MayHold(key.Hash()) ? _columns.Find(key) : null);
            if (standing is null)
            {
                added.Add(key, fact);
                fresh.Add(fact);
                return FactFate.Stored;
            }

            // A repeat is recorded at another time; everything else must be the same.
            return fact with { RecordedAt = standing.RecordedAt } == standing ? FactFate.Repeated : FactFate.Conflicting;
        }
    }

    private async Task MoveNowAndThenAsync()
    {
        using var timer = new PeriodicTimer(_options.FlushInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token))
            {
                await TryMoveAsync();
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task TryMoveAsync()
    {
        try
        {
            await MoveAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            NotMoved(exception, _waiting.Count);
        }
    }

    private async ValueTask MoveAsync(CancellationToken cancellation)
    {
        await _moving.WaitAsync(cancellation);
        try
        {
            var batches = _waiting.Snapshot();
            if (batches.Count > 0)
            {
                _columns.Append(batches);
                _waiting.ForgetThrough(batches[^1].Number);
                _log.DropThrough(batches[^1].Number);
            }
        }
        finally
        {
            _moving.Release();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Facts} facts could not be stored; their senders were told.")]
    private partial void NotStored(Exception exception, int facts);

    [LoggerMessage(2, LogLevel.Error, "{Facts} facts are safe in the log but could not be moved to facts.duckdb; this is tried again.")]
    private partial void NotMoved(Exception exception, int facts);

    private sealed record Append(IReadOnlyList<Fact> Facts, TaskCompletionSource<IReadOnlyList<FactFate>> Fates);
}
