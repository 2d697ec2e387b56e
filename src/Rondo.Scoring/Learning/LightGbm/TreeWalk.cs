using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rondo.Engines.Learning.LightGbm;

/// <summary>
/// The way of a row through all trees, eight at a time. A walk waits for memory and for the outcome of a comparison at every
/// node; eight walks wait together, and the outcome chooses the next node as a number, not as a branch that the processor
/// would have to guess. A leaf leads to itself, so that walks of different length stay in step; trees of like depth go
/// together, so that few steps are wasted.
/// </summary>
/// <remarks>
/// Idea: Asadi, Lin and de Vries 2014, "Runtime optimizations for tree-based machine learning models" (predication and
/// interleaving). Indexes are not checked here: the parser has checked each of them, and the row its length.
/// </remarks>
internal sealed class TreeWalk
{
    private const int Lanes = 8;

    private readonly TreeEnsemble _ensemble;
    private readonly Node[] _nodes;
    private readonly int _inner;

    // Trees by depth, filled up with a leaf to whole groups; each group's depth.
    private readonly int[] _order;
    private readonly int[] _starts;
    private readonly int[] _depths;

    public TreeWalk(TreeEnsemble ensemble)
    {
        _ensemble = ensemble;
        _inner = ensemble.Nodes.Length;
        _nodes = new Node[_inner + ensemble.LeafValues.Length];
        for (var at = 0; at < _inner; at++)
        {
            ref readonly var node = ref ensemble.Nodes[at];

            // Categories, and zeros that stand for missing, are no plain comparison.
            var plain = (node.Decision & 1) == 0 && ((node.Decision >> 2) & 3) != 1;
            _nodes[at] = new Node(node.Threshold, plain ? node.Feature : ~node.Feature, Place(node.Right), Place(node.Left));
        }

        for (var at = _inner; at < _nodes.Length; at++)
        {
            _nodes[at] = new Node(double.PositiveInfinity, 0, at, at);
        }

        var trees = Enumerable.Range(0, ensemble.Trees.Length).OrderBy(tree => ensemble.Trees[tree].Depth).ToList();
        _order = [.. trees, .. Enumerable.Repeat(-1, (Lanes - (trees.Count % Lanes)) % Lanes)];
        _starts = [.. _order.Select(tree => tree < 0 ? _inner : Place(ensemble.Trees[tree].Root))];
        _depths = [.. _order.Chunk(Lanes).Select(group => group.Max(tree => tree < 0 ? 0 : ensemble.Trees[tree].Depth))];
    }

    /// <summary>Leaf of each tree, in the order of the trees.</summary>
    /// <param name="values">One value a feature.</param>
    /// <param name="leaves">One slot a tree.</param>
    public void Leaves(ReadOnlySpan<double> values, Span<int> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, _ensemble.FeatureCount);
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var row = ref MemoryMarshal.GetReference(values);
        for (var group = 0; group < _depths.Length; group++)
        {
            var first = group * Lanes;
            var starts = _starts.AsSpan(first, Lanes);
            var (a, b, c, d, e, f, g, h) = (starts[0], starts[1], starts[2], starts[3], starts[4], starts[5], starts[6], starts[7]);
            for (var step = _depths[group]; step > 0; step--)
            {
                a = Next(ref nodes, ref row, a, values);
                b = Next(ref nodes, ref row, b, values);
                c = Next(ref nodes, ref row, c, values);
                d = Next(ref nodes, ref row, d, values);
                e = Next(ref nodes, ref row, e, values);
                f = Next(ref nodes, ref row, f, values);
                g = Next(ref nodes, ref row, g, values);
                h = Next(ref nodes, ref row, h, values);
            }

            Span<int> ends = [a, b, c, d, e, f, g, h];
            for (var lane = 0; lane < Lanes && _order[first + lane] is >= 0 and var tree; lane++)
            {
                leaves[tree] = ends[lane] - _inner;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Next(ref Node nodes, ref double row, int at, ReadOnlySpan<double> values)
    {
        ref var node = ref Unsafe.Add(ref nodes, at);
        if (node.Feature < 0)
        {
            return Slow(at, values);
        }

        var value = Unsafe.Add(ref row, node.Feature);
        return double.IsNaN(value) ? Slow(at, values) : Unsafe.Add(ref node.Right, (int)Unsafe.BitCast<bool, byte>(value <= node.Threshold));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Slow(int at, ReadOnlySpan<double> values) => at >= _inner ? at : Place(_ensemble.Next(in _ensemble.Nodes[at], values));

    private int Place(int child) => child >= 0 ? child : _inner + ~child;

    /// <summary>A node; right and left stand side by side, so that a comparison's outcome (0 or 1) is the way to one of them.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Node(double threshold, int feature, int right, int left)
    {
        public double Threshold = threshold;

        // The complement of the feature where the node is no plain comparison.
        public int Feature = feature;
        public int Right = right;
        public int Left = left;
    }
}
