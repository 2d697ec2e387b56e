using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rondo.Statistics;

/// <summary>
/// Dawid-Skene for up to eight categories: the posterior of an item is one vector, an annotation is one multiplication in
/// the E step and one addition in the M step.
/// </summary>
/// <remarks>
/// Probabilities are multiplied as they are. Where so many labels, or labels so unlikely, meet on one item that the product
/// leaves the safe range, that item alone is done in logarithms. Posteriors are written out once, at the end.
/// </remarks>
internal sealed class DawidSkeneLanes
{
    internal const int MaxCategories = 8;
    private const int Lanes = 8;
    private const int ItemsPerPart = 32_768;
    private const double Floor = 1e-300;
    private const double SafeProduct = 1e-280;

    private readonly RatingTable _table;
    private readonly int[] _cells;
    private readonly int _k;
    private readonly double _smoothing;
    private readonly bool _oneCoin;
    private readonly double[] _likelihood;
    private readonly AlignedLanes[] _sums;

    // [annotator][label] -> probability of the label for each truth; the last entry of a sum is the prior's.
    private readonly AlignedLanes _given;
    private Vector512<double> _prior;

    internal DawidSkeneLanes(RatingTable table, double smoothing, bool oneCoin)
    {
        _table = table;
        _k = table.Categories.Count;
        (_smoothing, _oneCoin) = (smoothing, oneCoin);
        var parts = Math.Max(1, (table.Items + ItemsPerPart - 1) / ItemsPerPart);
        _given = new AlignedLanes(table.Annotators * _k);
        _sums = [.. Enumerable.Range(0, parts).Select(_ => new AlignedLanes(_given.Length + 1))];
        _likelihood = new double[parts];
        _cells = new int[table.Annotations];
        var codes = table.AllCodes;
        var people = table.AllAnnotators;
        for (var a = 0; a < _cells.Length; a++)
        {
            _cells[a] = (people[a] * _k) + codes[a];
        }
    }

    internal AggregationResult Run(int maxIterations, double tolerance)
    {
        double[] priors = new double[_k], confusions = new double[_table.Annotators * _k * _k], posteriors = new double[_table.Items * _k];
        Parallel.For(0, _sums.Length, Start);
        var likelihood = double.NegativeInfinity;
        var iteration = 0;
        while (iteration < maxIterations)
        {
            iteration++;
            Maximise(priors, confusions);
            Parallel.For(0, _sums.Length, part => _likelihood[part] = Expect(part));
            var next = _likelihood.Sum();
            var settled = Math.Abs(next - likelihood) < tolerance;
            likelihood = next;
            if (settled)
            {
                break;
            }
        }

        Parallel.For(0, _sums.Length, part => WriteOut(part, posteriors));
        return new AggregationResult(_table, posteriors, priors, confusions, likelihood, iteration);
    }

    // The first sums come from vote shares.
    private void Start(int part)
    {
        var sums = _sums[part];
        var codes = _table.AllCodes;
        var vote = new AlignedLanes(_k);
        for (var c = 0; c < _k; c++)
        {
            vote[c] = Vector512<double>.Zero.WithElement(c, 1.0);
        }

        for (var i = part * ItemsPerPart; i < Math.Min(_table.Items, (part + 1) * ItemsPerPart); i++)
        {
            var cells = CellsOf(i);
            if (cells.IsEmpty)
            {
                continue;
            }

            var share = Vector512<double>.Zero;
            foreach (var code in codes.Slice(_table.Offsets[i], cells.Length))
            {
                share += vote[code];
            }

            share *= Vector512.Create(1.0 / cells.Length);
            foreach (var cell in cells)
            {
                sums[cell] += share;
            }

            sums[sums.Length - 1] += share;
        }
    }

    // The confusions and priors of the sums of all parts, in part order, so that the result never depends on threads.
    private void Maximise(double[] priors, double[] confusions)
    {
        int k = _k, last = _given.Length;
        var all = new Vector512<double>[last + 1];
        foreach (var part in _sums)
        {
            for (var cell = 0; cell <= last; cell++)
            {
                all[cell] += part[cell];
            }
        }

        var items = Vector512.Sum(all[last]);
        for (var c = 0; c < k; c++)
        {
            priors[c] = all[last].GetElement(c) / items;
        }

        _prior = Floored(Load(priors));
        for (var a = 0; a < _table.Annotators; a++)
        {
            double diagonal = 0, total = 0;
            for (var c = 0; c < k; c++)
            {
                double row = 0;
                for (var l = 0; l < k; l++)
                {
                    row += all[(a * k) + l].GetElement(c) + _smoothing;
                }

                for (var l = 0; l < k; l++)
                {
                    confusions[(((a * k) + c) * k) + l] = row > 0 ? (all[(a * k) + l].GetElement(c) + _smoothing) / row : 1.0 / k;
                }

                diagonal += all[(a * k) + c].GetElement(c) + _smoothing;
                total += row;
            }

            var right = total > 0 ? diagonal / total : 1.0 / k;
            for (var l = 0; l < k; l++)
            {
                var given = Vector512<double>.Zero;
                for (var c = 0; c < k; c++)
                {
                    ref var cell = ref confusions[(((a * k) + c) * k) + l];
                    cell = !_oneCoin ? cell : c == l ? right : (1 - right) / Math.Max(1, k - 1);
                    given = given.WithElement(c, Math.Max(cell, Floor));
                }

                _given[(a * k) + l] = given;
            }
        }
    }

    // Optimised at once: a loop this hot is else replaced while it runs, and the replacement keeps fewer vectors in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Expect(int part)
    {
        var sums = _sums[part];
        sums.Clear();
        ref var given = ref _given.First;
        ref var into = ref sums.First;
        var offsets = _table.Offsets;
        var cells = _cells;
        var prior = _prior;
        var priorSum = Vector512<double>.Zero;
        // Totals are multiplied up, so that one logarithm serves many items.
        double likelihood = 0, product = 1;
        Span<double> rescued = stackalloc double[_k];
        var end = Math.Min(_table.Items, (part + 1) * ItemsPerPart);
        for (var i = part * ItemsPerPart; i < end; i++)
        {
            int first = offsets[i], last = offsets[i + 1];
            if (first == last)
            {
                continue;
            }

            var p = prior;
            for (var a = first; a < last; a++)
            {
                p *= Unsafe.Add(ref given, cells[a]);
            }

            var total = Vector512.Sum(p);
            if (total < SafeProduct)
            {
                // By way of memory, so that the common path keeps its vector in a register.
                likelihood += InLogs(i, rescued);
                p = Load(rescued);
            }
            else
            {
                p *= Vector512.Create(1 / total);
                product *= total;
                if (product < 1e-20)
                {
                    likelihood += Math.Log(product);
                    product = 1;
                }
            }

            priorSum += p;
            for (var a = first; a < last; a++)
            {
                Unsafe.Add(ref into, cells[a]) += p;
            }
        }

        sums[sums.Length - 1] = priorSum;
        return likelihood + Math.Log(product);
    }

    // Fills in the posterior of an item and returns the logarithm of its likelihood.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private double InLogs(int item, Span<double> logs)
    {
        var most = double.NegativeInfinity;
        for (var c = 0; c < _k; c++)
        {
            logs[c] = Math.Log(_prior.GetElement(c));
            foreach (var cell in CellsOf(item))
            {
                logs[c] += Math.Log(_given[cell].GetElement(c));
            }

            most = Math.Max(most, logs[c]);
        }

        double total = 0;
        for (var c = 0; c < _k; c++)
        {
            total += logs[c] = Math.Exp(logs[c] - most);
        }

        for (var c = 0; c < _k; c++)
        {
            logs[c] /= total;
        }

        return most + Math.Log(total);
    }

    private void WriteOut(int part, double[] posteriors)
    {
        Span<double> lanes = stackalloc double[Lanes];
        for (var i = part * ItemsPerPart; i < Math.Min(_table.Items, (part + 1) * ItemsPerPart); i++)
        {
            var p = _prior;
            foreach (var cell in CellsOf(i))
            {
                p *= _given[cell];
            }

            var total = Vector512.Sum(p);
            if (total < SafeProduct)
            {
                InLogs(i, lanes[.._k]);
            }
            else
            {
                (p * Vector512.Create(1 / total)).CopyTo(lanes);
            }

            lanes[.._k].CopyTo(posteriors.AsSpan(i * _k, _k));
        }
    }

    private ReadOnlySpan<int> CellsOf(int item) => _cells.AsSpan(_table.Offsets[item], _table.Offsets[item + 1] - _table.Offsets[item]);

    private Vector512<double> Floored(Vector512<double> v)
    {
        for (var c = 0; c < _k; c++)
        {
            v = v.WithElement(c, Math.Max(v.GetElement(c), Floor));
        }

        return v;
    }

    private static Vector512<double> Load(ReadOnlySpan<double> values)
    {
        Span<double> lanes = stackalloc double[Lanes];
        lanes.Clear();
        values.CopyTo(lanes);
        return Vector512.Create<double>(lanes);
    }
}
