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

    public required int Outputs { get; init; }

    public required int FeatureCount { get; init; }

    public required TreeStart[] Trees { get; init; }

    public required TreeNode[] Nodes
    {
        get;
        init
        {
            field = value;
            ZeroMayBeMissing = Array.Exists(value, node => (node.Decision & 1) == 0 && ((node.Decision >> 2) & 3) == 1);
        }
    }

    /// <summary>True where some node takes zero for missing.</summary>
    private bool ZeroMayBeMissing { get; init; }

    /// <summary>Training rows that reached each node.</summary>
    public required double[] NodeRows { get; init; }

    public required double[] LeafValues { get; init; }

    /// <summary>Training rows that reached each leaf.</summary>
    public required double[] LeafRows { get; init; }

    /// <summary>Sets of categories, 32 a word.</summary>
    public required uint[] Sets { get; init; }

    /// <summary>Adds up the leaves, one sum an output.</summary>
    /// <remarks>
    /// Where nothing is missing, four trees are walked side by side: a walk waits for memory at every node, and four
    /// walks wait at the same time. The sums are added in the order of the trees, so they are the same to the last bit.
    /// </remarks>
    public void Sum(ReadOnlySpan<double> values, Span<double> outputs)
    {
        outputs.Clear();
        var plain = !ZeroMayBeMissing && !AnyMissing(values);
        var (tree, output) = (0, 0);
        for (; plain && tree + 4 <= Trees.Length; tree += 4)
        {
            var (a, b, c, d) = (Trees[tree].Root, Trees[tree + 1].Root, Trees[tree + 2].Root, Trees[tree + 3].Root);
            while ((a | b | c | d) >= 0)
            {
                a = NextPresent(in Nodes[a], values);
                b = NextPresent(in Nodes[b], values);
                c = NextPresent(in Nodes[c], values);
                d = NextPresent(in Nodes[d], values);
            }

            Add(LeafFrom(a, values), outputs, ref output);
            Add(LeafFrom(b, values), outputs, ref output);
            Add(LeafFrom(c, values), outputs, ref output);
            Add(LeafFrom(d, values), outputs, ref output);
        }

        for (; tree < Trees.Length; tree++)
        {
            var at = Trees[tree].Root;
            while (at >= 0)
            {
                at = Next(in Nodes[at], values);
            }

            Add(at, outputs, ref output);
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

    private void Add(int leaf, Span<double> outputs, ref int output)
    {
        outputs[output] += LeafValues[~leaf];
        output = output + 1 == outputs.Length ? 0 : output + 1;
    }

    private int LeafFrom(int at, ReadOnlySpan<double> values)
    {
        while (at >= 0)
        {
            at = NextPresent(in Nodes[at], values);
        }

        return at;
    }

    /// <summary>The same as <see cref="Next"/> for a row in which nothing is missing.</summary>
    private int NextPresent(in TreeNode node, ReadOnlySpan<double> values)
    {
        var value = values[node.Feature];
        return ((node.Decision & 1) == 0 ? value <= node.Threshold : InSet(in node, value)) ? node.Left : node.Right;
    }

    private static bool AnyMissing(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
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
