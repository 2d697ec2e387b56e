namespace Rondo.Engines.Learning.LightGbm;

/// <summary>
/// Reads LightGBM's text format (v3, v4). Believes nothing: every index is checked, children stand behind their
/// parents, so a walk ends, and sizes are bounded before anything of that size is made.
/// </summary>
internal sealed class TreeModelText
{
    private const int MaxTrees = 200_000;
    private const int MaxLeaves = 4_096;
    private const int MaxDepth = 512;
    private const int MaxFeatures = 1_000_000;

    private readonly List<TreeStart> _trees = [];
    private readonly List<TreeNode> _nodes = [];
    private readonly List<double> _nodeRows = [];
    private readonly List<double> _leafValues = [];
    private readonly List<double> _leafRows = [];
    private readonly List<uint> _sets = [];
    private int _features;

    /// <exception cref="InvalidDataException">Not such a text, or one that does not hold together.</exception>
    public static TreeEnsemble Parse(ReadOnlySpan<byte> text, out int classes) => new TreeModelText().Read(text, out classes);

    private TreeEnsemble Read(ReadOnlySpan<byte> text, out int classes)
    {
        var lines = new TextLines(text);
        Require(lines.Next() is { } && lines.Current.SequenceEqual("tree"u8), "it does not begin with 'tree'");
        var header = TextBlock.Read(ref lines);
        Require(header.Text("version") is "v3" or "v4", $"version '{header.Text("version")}' is not known");
        var numClass = header.Whole("num_class", 1, 10_000);
        var outputs = header.Whole("num_tree_per_iteration", 1, 10_000);
        _features = header.Whole("max_feature_idx", 0, MaxFeatures - 1) + 1;
        Require(!header.Has("average_output"), "a random forest averages its trees, which is not read here");
        var objective = header.Text("objective");
        Require((numClass == 1 && objective == "binary sigmoid:1") || (numClass > 2 && objective == $"multiclass num_class:{numClass}"), $"objective '{objective}' is not one of ours");
        Require(outputs == numClass, "classes and trees a round differ");
        classes = numClass == 1 ? 2 : numClass;
        while (lines.SkipBlank() && lines.Current.StartsWith("Tree="u8))
        {
            Require(_trees.Count < MaxTrees, $"more than {MaxTrees} trees");
            ReadTree(TextBlock.Read(ref lines));
        }

        Require(lines.Current.SequenceEqual("end of trees"u8), "it is cut off");
        Require(_trees.Count % outputs == 0, "the last round is not whole");
        return new TreeEnsemble
        {
            Outputs = outputs, FeatureCount = _features, Trees = [.. _trees], Nodes = [.. _nodes], NodeRows = [.. _nodeRows],
            LeafValues = [.. _leafValues], LeafRows = [.. _leafRows], Sets = [.. _sets],
        };
    }

    private void ReadTree(TextBlock tree)
    {
        var leaves = tree.Whole("num_leaves", 1, MaxLeaves);
        Require(!tree.Has("is_linear") || tree.Text("is_linear") == "0", "linear trees are not read here");
        var leafStart = _leafValues.Count;
        _leafValues.AddRange(tree.Numbers("leaf_value", leaves));
        if (leaves == 1)
        {
            _leafRows.Add(1);
            _trees.Add(new TreeStart(~leafStart, 0));
            return;
        }

        _leafRows.AddRange(tree.Numbers("leaf_count", leaves));
        var inner = leaves - 1;
        var nodeStart = _nodes.Count;
        _nodeRows.AddRange(tree.Numbers("internal_count", inner));
        var features = tree.Wholes("split_feature", inner);
        var thresholds = tree.Thresholds("threshold", inner);
        var decisions = tree.Wholes("decision_type", inner);
        var left = tree.Wholes("left_child", inner);
        var right = tree.Wholes("right_child", inner);
        var sets = ReadSets(tree);
        var depth = new int[inner];
        var parents = new bool[inner + leaves];
        for (var i = 0; i < inner; i++)
        {
            Require(features[i] >= 0 && features[i] < _features, "a feature does not exist");
            Require(decisions[i] is >= 0 and < 12, "a decision type does not exist");
            var (setStart, setWords) = (0, 0);
            if ((decisions[i] & 1) != 0)
            {
                Require(thresholds[i] >= 0 && thresholds[i] < sets.Count && thresholds[i] == Math.Floor(thresholds[i]), "a set of categories does not exist");
                (setStart, setWords) = sets[(int)thresholds[i]];
            }

            Link(left[i], i);
            Link(right[i], i);
            _nodes.Add(new TreeNode(thresholds[i], features[i], Absolute(left[i]), Absolute(right[i]), setStart, setWords, (byte)decisions[i]));
        }

        Require(Array.TrueForAll(parents[1..], has => has), "a node is not reached");
        _trees.Add(new TreeStart(nodeStart, depth.Max() + 1));

        int Absolute(int child) => child >= 0 ? nodeStart + child : ~(leafStart + ~child);

        // A child stands behind its parent and has one parent only: so the nodes form a tree, and every walk ends.
        void Link(int child, int parent)
        {
            Require(child >= 0 ? child > parent && child < inner : ~child < leaves, "a child does not exist or stands before its parent");
            var slot = child >= 0 ? child : inner + ~child;
            Require(!parents[slot], "a node has two parents");
            parents[slot] = true;
            if (child >= 0)
            {
                depth[child] = depth[parent] + 1;
                Require(depth[child] < MaxDepth, $"a tree is deeper than {MaxDepth}");
            }
        }
    }

    private List<(int Start, int Words)> ReadSets(TextBlock tree)
    {
        var count = tree.Whole("num_cat", 0, MaxLeaves);
        List<(int Start, int Words)> sets = [];
        if (count == 0)
        {
            return sets;
        }

        var boundaries = tree.Wholes("cat_boundaries", count + 1);
        Require(boundaries[0] == 0 && boundaries[^1] is >= 0 and <= MaxFeatures, "sets of categories are out of bounds");
        var words = tree.Words("cat_threshold", boundaries[^1]);
        for (var i = 0; i < count; i++)
        {
            Require(boundaries[i] <= boundaries[i + 1], "sets of categories overlap");
            sets.Add((_sets.Count + boundaries[i], boundaries[i + 1] - boundaries[i]));
        }

        _sets.AddRange(words);
        return sets;
    }

    private static void Require(bool holds, string fact) => BoundedJson.Require(holds, fact);
}
