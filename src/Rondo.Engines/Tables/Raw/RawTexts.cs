namespace Rondo.Engines.Tables.Raw;

/// <summary>
/// Distinct texts in order of first appearance, held as characters in large blocks instead of one string each: a
/// column of a million different numbers would otherwise be a million objects for the garbage collector to carry.
/// </summary>
internal sealed class RawTexts
{
    private const int BlockChars = 1 << 15;

    private readonly List<char[]> _blocks = [];
    private Entry[] _entries = new Entry[16];
    private int[] _buckets = new int[16];
    private int _used = BlockChars;

    /// <summary>Number of distinct texts.</summary>
    public int Count { get; private set; }

    /// <summary>One text.</summary>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            ref readonly var entry = ref _entries[index];
            return _blocks[entry.Block].AsSpan(entry.Start, entry.Length);
        }
    }

    /// <summary>Code of a text; a new one where it was not there.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        var hash = Hash(text);
        // Codes in buckets count from 1, so that 0 is "empty".
        for (var code = _buckets[hash & (_buckets.Length - 1)] - 1; code >= 0; code = _entries[code].Next)
        {
            if (_entries[code].Hash == hash && this[code].SequenceEqual(text))
            {
                return code;
            }
        }

        if (Count == _entries.Length)
        {
            Grow();
        }

        var bucket = hash & (_buckets.Length - 1);
        _entries[Count] = Store(text) with { Hash = hash, Next = _buckets[bucket] - 1 };
        _buckets[bucket] = ++Count;
        return Count - 1;
    }

    private Entry Store(ReadOnlySpan<char> text)
    {
        if (_blocks.Count == 0 || _blocks[^1].Length - _used < text.Length)
        {
            _blocks.Add(new char[Math.Max(_blocks.Count == 0 ? Math.Min(BlockChars, 256) : BlockChars, text.Length)]);
            _used = 0;
        }

        text.CopyTo(_blocks[^1].AsSpan(_used));
        var entry = new Entry(_blocks.Count - 1, _used, text.Length, 0, 0);
        _used += text.Length;
        return entry;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = new int[_entries.Length];
        for (var code = 0; code < Count; code++)
        {
            var bucket = _entries[code].Hash & (_buckets.Length - 1);
            _entries[code] = _entries[code] with { Next = _buckets[bucket] - 1 };
            _buckets[bucket] = code + 1;
        }
    }

    /// <summary>Seeded by the process, so that nobody can prepare a file whose texts all fall into one bucket.</summary>
    private static int Hash(ReadOnlySpan<char> text) => string.GetHashCode(text) & int.MaxValue;

    private readonly record struct Entry(int Block, int Start, int Length, int Hash, int Next);
}
