using Microsoft.Extensions.Logging;
using Rondo.Engines.Learning;
using Rondo.Kernel.Blobs;

namespace Rondo.Deployment.Models;

/// <summary>
/// Model packages in memory, each loaded once and shared. Bounded: the one that nobody has asked for longest goes, and
/// is disposed of when its last borrower has given it back. A package that cannot be loaded is asked for again only
/// after a pause, so that a broken one does not cost every request a read.
/// </summary>
internal sealed partial class ModelShelf(IBlobStore blobs, IModelPackages packages, TimeProvider time, ILogger<ModelShelf> logger) : IDisposable
{
    /// <summary>Packages kept. A product holds two or three at once (champion, challenger, shadow); megabytes each.</summary>
    public const int Capacity = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private long _turn;

    /// <summary>Borrows a package; null where it cannot be loaded. Give it back by disposing of the lease.</summary>
    public async ValueTask<Lease?> RentAsync(string hash, CancellationToken cancellation)
    {
        var slot = Take(hash);
        try
        {
            if (await slot.Loading.WaitAsync(cancellation) is { } model)
            {
                return new Lease(this, slot, model);
            }
        }
        catch
        {
            Release(slot);
            throw;
        }

        Release(slot);
        return null;
    }

    /// <summary>Borrows a package that is on the shelf already; null where it would have to be waited for.</summary>
    public Lease? TryRent(string hash)
    {
        lock (_lock)
        {
            if (!_slots.TryGetValue(hash, out var slot) || slot.Model is not { } model)
            {
                return null;
            }

            slot.Users++;
            slot.Turn = ++_turn;
            return new Lease(this, slot, model);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var slot in _slots.Values)
            {
                Drop(slot);
            }

            _slots.Clear();
        }
    }

    private Slot Take(string hash)
    {
        lock (_lock)
        {
            if (_slots.TryGetValue(hash, out var slot) && slot.FailedAt is { } failed && time.GetUtcNow() - failed >= Pause)
            {
                _slots.Remove(hash);
                slot = null;
            }

            if (slot is null)
            {
                slot = new Slot();
                slot.Loading = Task.Run(() => LoadAsync(hash, slot));
                _slots[hash] = slot;
            }

            slot.Users++;
            slot.Turn = ++_turn;
            if (_slots.Count > Capacity)
            {
                var (oldest, out_) = _slots.MinBy(pair => pair.Value.Turn);
                _slots.Remove(oldest);
                Drop(out_);
            }

            return slot;
        }
    }

    private void Release(Slot slot)
    {
        lock (_lock)
        {
            slot.Users--;
            if (slot is { Dropped: true, Users: 0 })
            {
                DisposeOf(slot);
            }
        }
    }

    private static void Drop(Slot slot)
    {
        slot.Dropped = true;
        if (slot.Users == 0)
        {
            DisposeOf(slot);
        }
    }

    // A package that is still loading is disposed of when it has arrived.
    private static void DisposeOf(Slot slot) =>
        _ = slot.Loading.ContinueWith(_ => slot.Model?.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task<PackedModel?> LoadAsync(string hash, Slot slot)
    {
        try
        {
            await using var stream = await blobs.OpenAsync(hash, CancellationToken.None);
            if (stream is not null)
            {
                return slot.Model = packages.Read(stream);
            }

            PackageMissing(hash);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            PackageBroken(exception, hash);
        }

        slot.FailedAt = time.GetUtcNow();
        return null;
    }

    [LoggerMessage(1, LogLevel.Error, "Model package {Hash} is not in the store; the fallback answers.")]
    private partial void PackageMissing(string hash);

    [LoggerMessage(2, LogLevel.Error, "Model package {Hash} cannot be read; the fallback answers.")]
    private partial void PackageBroken(Exception exception, string hash);

    /// <summary>A borrowed package.</summary>
    internal sealed class Lease(ModelShelf shelf, Slot slot, PackedModel model) : IDisposable
    {
        private int _given;

        /// <summary>The package. Not to be used after the lease is disposed of.</summary>
        public PackedModel Model { get; } = model;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                shelf.Release(slot);
            }
        }
    }

    /// <summary>A package's place.</summary>
    internal sealed class Slot
    {
        private volatile PackedModel? _model;

        public Task<PackedModel?> Loading { get; set; } = Task.FromResult<PackedModel?>(null);

        /// <summary>What <see cref="Loading"/> brought; null before.</summary>
        public PackedModel? Model
        {
            get => _model;
            set => _model = value;
        }

        public int Users { get; set; }

        public long Turn { get; set; }

        public bool Dropped { get; set; }

        public DateTimeOffset? FailedAt { get; set; }
    }
}
