using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Rondo.Engines.Tables.Raw;

/// <summary>
/// Distinct texts in order of first appearance, held as characters in large blocks instead of one string each: a
/// column of a million different numbers would otherwise be a million objects for the garbage collector to carry.
/// </summary>
internal sealed class RawTexts
{
    private const int BlockChars = 1 << 15;

    // Random for each process, so that nobody can prepare a file whose texts all fall onto one place.
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    private readonly List<char[]> _blocks = [];
    private Entry[] _entries = new Entry[16];

    // Open addressing; a slot holds hash and code beside each other, so that a text which is not the one looked for costs
    // no look elsewhere. Codes count from 1: 0 is "empty".
    private (uint Hash, int Code)[] _slots = new (uint, int)[32];
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
        var mask = _slots.Length - 1;
        var at = (int)hash & mask;
        for (; _slots[at].Code > 0; at = (at + 1) & mask)
        {
            if (_slots[at].Hash == hash && this[_slots[at].Code - 1].SequenceEqual(text))
            {
                return _slots[at].Code - 1;
            }
        }

        if (Count == _entries.Length)
        {
            Grow();
            mask = _slots.Length - 1;
            for (at = (int)hash & mask; _slots[at].Code > 0; at = (at + 1) & mask)
            {
            }
        }

        _entries[Count] = Store(text) with { Hash = hash };
        _slots[at] = (hash, ++Count);
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
        var entry = new Entry(_blocks.Count - 1, _used, text.Length, 0);
        _used += text.Length;
        return entry;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _slots = new (uint, int)[_entries.Length * 2];
        var mask = _slots.Length - 1;
        for (var code = 0; code < Count; code++)
        {
            var at = (int)_entries[code].Hash & mask;
            while (_slots[at].Code > 0)
            {
                at = (at + 1) & mask;
            }

            _slots[at] = (_entries[code].Hash, code + 1);
        }
    }

    private static uint Hash(ReadOnlySpan<char> text)
    {
        var bytes = MemoryMarshal.AsBytes(text);
        var hash = Seed ^ ((ulong)text.Length * 0x9E37_79B9_7F4A_7C15UL);
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (var one in bytes)
        {
            rest = (rest << 8) | one;
        }

        hash = Mix(hash ^ rest);
        return (uint)(hash ^ (hash >> 32));
    }

    // The high half of a product carries what the low half loses.
    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, 0xD6E8_FEB8_6659_FD93UL ^ Seed, out var low);
        return high ^ low;
    }

    private readonly record struct Entry(int Block, int Start, int Length, uint Hash);
}
