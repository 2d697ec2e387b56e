namespace Rondo.Engines.Learning.LightGbm;

/// <summary>
/// Exact Shapley values of trees in polynomial time. Source: Lundberg, Erion, Lee, "Consistent individualized feature
/// attribution for tree ensembles", 2018, algorithm 2. Path entry i of a node at depth d holds the i-th distinct feature
/// on the way, the share of paths that flow through when it is unknown (zero) or known (one), and a permutation weight.
/// </summary>
internal sealed class TreeShap
{
    private readonly TreeEnsemble _ensemble;
    private readonly Entry[] _paths;

    public TreeShap(TreeEnsemble ensemble)
    {
        _ensemble = ensemble;
        var depth = ensemble.Trees.Length == 0 ? 0 : ensemble.Trees.Max(tree => tree.Depth) + 2;
        _paths = new Entry[depth * (depth + 1) / 2];
    }

    /// <summary>Adds the contributions of one output to one entry a feature.</summary>
    public void Add(ReadOnlySpan<double> values, int output, Span<double> contributions)
    {
        for (var tree = output; tree < _ensemble.Trees.Length; tree += _ensemble.Outputs)
        {
            if (_ensemble.Trees[tree].Root >= 0)
            {
                Visit(_ensemble.Trees[tree].Root, values, contributions, _paths, [], 1, 1, -1);
            }
        }
    }

    private void Visit(int at, ReadOnlySpan<double> values, Span<double> contributions, Span<Entry> free, ReadOnlySpan<Entry> parents, double zero, double one, int feature)
    {
        var path = free[..(parents.Length + 1)];
        parents.CopyTo(path);
        Extend(path, zero, one, feature);
        if (at < 0)
        {
            for (var i = 1; i < path.Length; i++)
            {
                contributions[path[i].Feature] += UnwoundSum(path, i) * (path[i].One - path[i].Zero) * _ensemble.LeafValues[~at];
            }

            return;
        }

        ref readonly var node = ref _ensemble.Nodes[at];
        free = free[path.Length..];
        var hot = _ensemble.Next(in node, values);
        var cold = hot == node.Left ? node.Right : node.Left;
        double knownZero = 1, knownOne = 1;
        for (var i = 1; i < path.Length; i++)
        {
            if (path[i].Feature == node.Feature)
            {
                // The feature was asked before: its two shares multiply, and it keeps one place on the path.
                (knownZero, knownOne) = (path[i].Zero, path[i].One);
                Unwind(path, i);
                path = path[..^1];
                break;
            }
        }

        Visit(hot, values, contributions, free, path, Rows(hot) / _ensemble.NodeRows[at] * knownZero, knownOne, node.Feature);
        Visit(cold, values, contributions, free, path, Rows(cold) / _ensemble.NodeRows[at] * knownZero, 0, node.Feature);
    }

    private double Rows(int at) => at >= 0 ? _ensemble.NodeRows[at] : _ensemble.LeafRows[~at];

    private static void Extend(Span<Entry> path, double zero, double one, int feature)
    {
        var depth = path.Length - 1;
        path[depth] = new Entry { Feature = feature, Zero = zero, One = one, Weight = depth == 0 ? 1 : 0 };
        for (var i = depth - 1; i >= 0; i--)
        {
            path[i + 1].Weight += one * path[i].Weight * (i + 1) / (depth + 1);
            path[i].Weight = zero * path[i].Weight * (depth - i) / (depth + 1);
        }
    }

    private static void Unwind(Span<Entry> path, int index)
    {
        var depth = path.Length - 1;
        var (zero, one) = (path[index].Zero, path[index].One);
        var next = path[depth].Weight;
        for (var i = depth - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var kept = path[i].Weight;
                path[i].Weight = next * (depth + 1) / ((i + 1) * one);
                next = kept - (path[i].Weight * zero * (depth - i) / (depth + 1));
            }
            else
            {
                path[i].Weight = path[i].Weight * (depth + 1) / (zero * (depth - i));
            }
        }

        for (var i = index; i < depth; i++)
        {
            (path[i].Feature, path[i].Zero, path[i].One) = (path[i + 1].Feature, path[i + 1].Zero, path[i + 1].One);
        }
    }

    private static double UnwoundSum(ReadOnlySpan<Entry> path, int index)
    {
        var depth = path.Length - 1;
        var (zero, one) = (path[index].Zero, path[index].One);
        var next = path[depth].Weight;
        double total = 0;
        for (var i = depth - 1; i >= 0; i--)
        {
            var part = (depth - i) / (double)(depth + 1);
            if (one != 0)
            {
                var weight = next * (depth + 1) / ((i + 1) * one);
                total += weight;
                next = path[i].Weight - (weight * zero * part);
            }
            else
            {
                total += path[i].Weight / (zero * part);
            }
        }

        return total;
    }

    private struct Entry
    {
        public int Feature;
        public double Zero;
        public double One;
        public double Weight;
    }
}
