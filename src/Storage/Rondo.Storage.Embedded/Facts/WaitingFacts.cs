using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>
/// Facts that are durable in the log and not yet in the columns, as the bytes of the log in a few large blocks: thousands
/// of small objects that live for a second are what a garbage collector does worst, and requests would wait for it.
/// </summary>
internal sealed class WaitingFacts
{
    private const int BlockBytes = 1 << 20;

    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _batches = [];
    private readonly Dictionary<ulong, Place> _places = [];
    private readonly List<(long Number, Fact Fact)> _twins = [];
    private readonly Stack<byte[]> _spare = [];
    private byte[] _block = new byte[BlockBytes];
    private int _used;
    private long _bytes;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _places.Count + _twins.Count;
            }
        }
    }

    /// <summary>True where so many wait, or such long ones, that the columns must take some first.</summary>
    /// <param name="facts">Facts.</param>
    /// <param name="bytes">Bytes of all.</param>
    public bool AreMoreThan(int facts, long bytes)
    {
        lock (_gate)
        {
            return _places.Count >= facts || _bytes >= bytes;
        }
    }

    /// <summary>Takes a batch.</summary>
    /// <param name="batch">Batch.</param>
    /// <param name="record">It as bytes.</param>
    public void Add(FactBatch batch, RecordWriter record)
    {
        lock (_gate)
        {
            var payload = record.Payload;
            if (payload.Length > _block.Length - _used)
            {
                _block = payload.Length > BlockBytes ? new byte[payload.Length] : _spare.TryPop(out var spare) ? spare : new byte[BlockBytes];
                _used = 0;
            }

            payload.CopyTo(_block.AsSpan(_used));
            var keys = batch.Keys;
            for (var i = 0; i < keys.Count; i++)
            {
                if (!_places.TryAdd(keys[i], new Place(_block, _used + record.Starts[i])))
                {
                    // Two keys with one hash: once in ten billion facts, and then they must not hide each other.
                    _twins.Add((batch.Number, batch.Facts[i]));
                }
            }

            _batches.Enqueue(new Waiting(batch.Number, _block, _used, payload.Length, keys));
            _used += payload.Length;
            _bytes += payload.Length;
        }
    }

    public Fact? Find(FactKey key, ulong hash)
    {
        lock (_gate)
        {
            return _places.TryGetValue(hash, out var place) && new RecordReader(place.Block.AsSpan(place.Start)).Fact() is var fact && FactKey.Of(fact) == key
                ? fact
                : _twins.Find(twin => FactKey.Of(twin.Fact) == key).Fact;
        }
    }

    /// <summary>Those that wait now, in order. Their bytes stay until they are forgotten.</summary>
    public IReadOnlyList<Waiting> Snapshot()
    {
        lock (_gate)
        {
            return [.. _batches];
        }
    }

    /// <summary>Forgets every batch up to a number; the columns must show them by now.</summary>
    public void ForgetThrough(long number)
    {
        // One batch at a time: appends must not wait until all are forgotten.
        while (ForgetOne(number))
        {
        }
    }

    private bool ForgetOne(long number)
    {
        lock (_gate)
        {
            if (!_batches.TryPeek(out var batch) || batch.Number > number)
            {
                return false;
            }

            _batches.Dequeue();
            foreach (var key in batch.Keys)
            {
                _places.Remove(key);
            }

            _bytes -= batch.Length;
            _twins.RemoveAll(twin => twin.Number <= number);
            if (batch.Block != _block && batch.Block.Length == BlockBytes && (_batches.Count == 0 || _batches.Peek().Block != batch.Block))
            {
                _spare.Push(batch.Block);
            }

            return true;
        }
    }

    /// <summary>A batch as bytes.</summary>
    internal readonly record struct Waiting(long Number, byte[] Block, int Start, int Length, IReadOnlyList<ulong> Keys)
    {
        /// <summary>The batch itself.</summary>
        public FactBatch Read() => new RecordReader(Block.AsSpan(Start, Length)).Batch() with { Keys = Keys };
    }

    private readonly record struct Place(byte[] Block, int Start);
}
