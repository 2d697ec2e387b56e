using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rondo.Statistics;

/// <summary>
/// An array of vectors that start on cache lines. Ordinary arrays start anywhere, and a vector that lies across two lines
/// costs twice as much to load and many times as much to add to.
/// </summary>
internal sealed class AlignedLanes
{
    private const int LineBytes = 64;
    private readonly double[] _store;
    private readonly int _offset;

    internal AlignedLanes(int length)
    {
        Length = length;
        // Pinned, because a moved array would lose its alignment.
        _store = GC.AllocateArray<double>((length + 1) * Vector512<double>.Count, pinned: true);
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(_store, 0);
        _offset = (int)(((LineBytes - (address % LineBytes)) % LineBytes) / sizeof(double));
    }

    internal int Length { get; }

    /// <summary>The first vector; the others follow it.</summary>
    internal ref Vector512<double> First => ref Unsafe.As<double, Vector512<double>>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_store), _offset));

    internal ref Vector512<double> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length);
            return ref Unsafe.Add(ref First, index);
        }
    }

    internal void Clear() => Array.Clear(_store);
}
