using System.Buffers;

namespace Rondo.Engines.Learning.LightGbm;

/// <summary>One inner node of a tree.</summary>
/// <param name="Threshold">Numbers up to it go left.</param>
/// <param name="Feature">Feature that is asked.</param>
/// <param name="Left">Next node, or the complement of a leaf.</param>
/// <param name="Right">Next node, or the complement of a leaf.</param>
/// <param name="SetStart">First word of the set of categories that go left.</param>
/// <param name="SetWords">Words of 32 categories in that set.</param>
/// <param name="Decision">LightGBM's bits: 1 = category, 2 = missing goes left, next two = what counts as missing (0 nothing, 1 zero, 2 NaN).</param>
internal readonly record struct TreeNode(double Threshold, int Feature, int Left, int Right, int SetStart, int SetWords, byte Decision);

/// <summary>Where one tree begins.</summary>
/// <param name="Root">Its first node, or the complement of its only leaf.</param>
/// <param name="Depth">Most nodes from the root to a leaf.</param>
internal readonly record struct TreeStart(int Root, int Depth);

/// <summary>
/// Boosted trees in flat arrays, walked without allocating. Node and leaf numbers are absolute. Trees stand round by
/// round, in each round one an output.
/// </summary>
internal sealed class TreeEnsemble
{
    /// <summary>As in LightGBM: magnitudes up to it are zero where zero means missing.</summary>
    private const double Zero = 1e-35;

    private const int StackTrees = 512;

    private TreeWalk? _walk;

    public required int Outputs { get; init; }

    public required int FeatureCount { get; init; }

    public required TreeStart[] Trees { get; init; }

    public required TreeNode[] Nodes { get; init; }

    /// <summary>Training rows that reached each node.</summary>
    public required double[] NodeRows { get; init; }

    public required double[] LeafValues { get; init; }

    /// <summary>Training rows that reached each leaf.</summary>
    public required double[] LeafRows { get; init; }

    /// <summary>Sets of categories, 32 a word.</summary>
    public required uint[] Sets { get; init; }

    /// <summary>Adds up the leaves, one sum an output.</summary>
    public void Sum(ReadOnlySpan<double> values, Span<double> outputs)
    {
        outputs.Clear();
        var count = Trees.Length;
        var rented = count > StackTrees ? ArrayPool<int>.Shared.Rent(count) : null;
        Span<int> leaves = rented is null ? stackalloc int[StackTrees] : rented;
        (_walk ??= new TreeWalk(this)).Leaves(values, leaves[..count]);

        // In the order of the trees, so that the sums are those of LightGBM to the last bit.
        var output = 0;
        for (var tree = 0; tree < count; tree++)
        {
            outputs[output] += LeafValues[leaves[tree]];
            output = output + 1 == outputs.Length ? 0 : output + 1;
        }

        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    /// <summary>Where a row goes from a node.</summary>
    public int Next(in TreeNode node, ReadOnlySpan<double> values)
    {
        var value = values[node.Feature];
        if ((node.Decision & 1) != 0)
        {
            return InSet(in node, value) ? node.Left : node.Right;
        }

        var missing = (node.Decision >> 2) & 3;
        if (double.IsNaN(value) && missing != 2)
        {
            value = 0;
        }

        if ((missing == 1 && value is >= -Zero and <= Zero) || (missing == 2 && double.IsNaN(value)))
        {
            return (node.Decision & 2) != 0 ? node.Left : node.Right;
        }

        return value <= node.Threshold ? node.Left : node.Right;
    }

    private bool InSet(in TreeNode node, double value)
    {
        // A category that is missing, negative or beyond the set goes right, as LightGBM does it.
        if (!(value >= 0 && value < node.SetWords * 32))
        {
            return false;
        }

        var category = (int)value;
        return ((Sets[node.SetStart + (category >> 5)] >> (category & 31)) & 1) != 0;
    }
}
