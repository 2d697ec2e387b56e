namespace Rondo.Storage.Embedded.Facts;

/// <summary>
/// A scalable Bloom filter over the keys' hashes (Almeida et al. 2007): says "certainly new" for nearly every new fact, and
/// so spares it a look into DuckDB, which costs a hundred times what all the rest of an append does: a millisecond. That is
/// why the filter is a generous one: of a million new facts about 70 per layer are looked up in vain. A known fact never
/// passes as new. 20 bits a fact: 25 MB for ten million.
/// </summary>
internal sealed class KnownKeys
{
    private const int Probes = 14;
    private const int BitsPerKey = 20;

    // Replaced as a whole when it grows, so that others may ask while one adds.
    private volatile Layer[] _layers;

    /// <param name="hashes">Those known already.</param>
    /// <param name="firstCapacity">Keys of the first layer; each further one holds twice as many.</param>
    public KnownKeys(IEnumerable<ulong> hashes, int firstCapacity = 1 << 17)
    {
        _layers = [new Layer(firstCapacity)];
        foreach (var hash in hashes)
        {
            Add(hash);
        }
    }

    /// <summary>Adds a key. One thread at a time; others may ask meanwhile.</summary>
    public void Add(ulong hash)
    {
        if (_layers[^1].IsFull)
        {
            _layers = [.. _layers, new Layer(_layers[^1].Capacity * 2)];
        }

        _layers[^1].Add(hash);
    }

    /// <summary>False where the key was certainly never added.</summary>
    public bool MayHold(ulong hash)
    {
        foreach (var layer in _layers)
        {
            if (layer.MayHold(hash))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Layer(long capacity)
    {
        private readonly ulong[] _words = new ulong[(capacity * BitsPerKey / 64) + 1];
        private long _count;

        public long Capacity => capacity;

        public bool IsFull => _count >= capacity;

        public void Add(ulong hash)
        {
            for (var probe = 0; probe < Probes; probe++)
            {
                var bit = BitOf(hash, probe);
                _words[bit >> 6] |= 1UL << (int)(bit & 63);
            }

            _count++;
        }

        public bool MayHold(ulong hash)
        {
            for (var probe = 0; probe < Probes; probe++)
            {
                var bit = BitOf(hash, probe);
                if ((_words[bit >> 6] & (1UL << (int)(bit & 63))) == 0)
                {
                    return false;
                }
            }

            return true;
        }

        // The hash is a piece of SHA-256, so its two halves serve as two hashes (Kirsch and Mitzenmacher 2006).
        private ulong BitOf(ulong hash, int probe) => ((hash >> 32) + ((ulong)probe * ((hash & uint.MaxValue) | 1)) * 0x9E3779B97F4A7C15UL) % ((ulong)_words.Length * 64);
    }
}
