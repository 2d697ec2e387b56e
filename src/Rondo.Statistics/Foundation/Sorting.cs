using System.Buffers;
using System.Runtime.InteropServices;

namespace Rondo.Statistics;

/// <summary>Sorting of doubles without NaN, in linear time where there are many.</summary>
public static class Sorting
{
    private const int RadixFrom = 4096;

    /// <summary>Sorts in place. NaN is not allowed; -0 and 0 may come in either order.</summary>
    public static void Ascending(Span<double> values)
    {
        if (values.Length < RadixFrom)
        {
            values.Sort();
            return;
        }

        var keys = MemoryMarshal.Cast<double, ulong>(values);
        var spare = ArrayPool<ulong>.Shared.Rent(keys.Length);
        Radix(keys, spare.AsSpan(0, keys.Length));
        ArrayPool<ulong>.Shared.Return(spare);
    }

    // Least significant digit first, 11 bits a pass, digits that all keys share are skipped. A double's bits sort like
    // a whole number once the sign is flipped and negatives are inverted.
    private static void Radix(Span<ulong> keys, Span<ulong> spare)
    {
        const int Bits = 11, Size = 1 << Bits, Passes = 6;
        var counts = new int[Passes * Size];
        for (var i = 0; i < keys.Length; i++)
        {
            var bits = keys[i];
            bits ^= (ulong)((long)bits >> 63) | 0x8000000000000000UL;
            keys[i] = bits;
            counts[bits & (Size - 1)]++;
            counts[Size + (int)((bits >> 11) & (Size - 1))]++;
            counts[(2 * Size) + (int)((bits >> 22) & (Size - 1))]++;
            counts[(3 * Size) + (int)((bits >> 33) & (Size - 1))]++;
            counts[(4 * Size) + (int)((bits >> 44) & (Size - 1))]++;
            counts[(5 * Size) + (int)(bits >> 55)]++;
        }

        var from = keys;
        var to = spare;
        for (var pass = 0; pass < Passes; pass++)
        {
            var count = counts.AsSpan(pass * Size, Size);
            var shift = pass * Bits;
            if (count[(int)((from[0] >> shift) & (Size - 1))] == keys.Length)
            {
                continue;
            }

            var sum = 0;
            for (var d = 0; d < Size; d++)
            {
                (count[d], sum) = (sum, sum + count[d]);
            }

            foreach (var key in from)
            {
                to[count[(int)((key >> shift) & (Size - 1))]++] = key;
            }

            var swap = from;
            from = to;
            to = swap;
        }

        for (var i = 0; i < keys.Length; i++)
        {
            var bits = from[i];
            keys[i] = bits ^ ((ulong)((long)~bits >> 63) | 0x8000000000000000UL);
        }
    }
}
