using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>Facts that are durable in the log and not yet in the columns.</summary>
internal sealed class WaitingFacts
{
    private readonly Lock _gate = new();
    private readonly Queue<FactBatch> _batches = [];
    private readonly Dictionary<FactKey, Fact> _byKey = [];
    private long _chars;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byKey.Count;
            }
        }
    }

    /// <summary>Characters of all bodies.</summary>
    public long Chars
    {
        get
        {
            lock (_gate)
            {
                return _chars;
            }
        }
    }

    public void Add(FactBatch batch)
    {
        lock (_gate)
        {
            _batches.Enqueue(batch);
            foreach (var fact in batch.Facts)
            {
                _byKey[FactKey.Of(fact)] = fact;
                _chars += fact.Body.Length;
            }
        }
    }

    public Fact? Find(FactKey key)
    {
        lock (_gate)
        {
            return _byKey.GetValueOrDefault(key);
        }
    }

    public IReadOnlyList<FactBatch> Snapshot()
    {
        lock (_gate)
        {
            return [.. _batches];
        }
    }

    /// <summary>Forgets every batch up to a number; the columns must show them by now.</summary>
    public void ForgetThrough(long number)
    {
        lock (_gate)
        {
            while (_batches.TryPeek(out var batch) && batch.Number <= number)
            {
                _batches.Dequeue();
                foreach (var fact in batch.Facts)
                {
                    _byKey.Remove(FactKey.Of(fact));
                    _chars -= fact.Body.Length;
                }
            }
        }
    }
}
