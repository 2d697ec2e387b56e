namespace Rondo.Statistics;

/// <summary>
/// Krippendorff's nominal alpha kept up to date label by label, in constant time each: the number beside the labelling
/// queue. Equal to the batch value at every moment.
/// </summary>
public sealed class RunningAgreement
{
    private readonly Dictionary<int, Dictionary<int, int>> _items = [];
    private readonly List<long> _marginals = [];
    private double _disagreement;
    private double _squares;
    private long _labels;

    /// <summary>Items with two labels or more.</summary>
    public long Items { get; private set; }

    /// <summary>Labels on those items.</summary>
    public long Labels => _labels;

    /// <summary>Alpha now; NaN where it is undefined.</summary>
    public double Alpha
    {
        get
        {
            var expected = ((double)_labels * _labels) - _squares;
            return expected > 0 ? 1 - ((_labels - 1) * _disagreement / expected) : double.NaN;
        }
    }

    /// <summary>Takes a label.</summary>
    /// <param name="item">Item.</param>
    /// <param name="code">Category code, at least 0.</param>
    public void Add(int item, int code) => Change(item, code, 1);

    /// <summary>Takes a label back, for example because it was corrected.</summary>
    /// <exception cref="InvalidOperationException">There is no such label.</exception>
    public void Remove(int item, int code)
    {
        if (!_items.TryGetValue(item, out var counts) || counts.GetValueOrDefault(code) == 0)
        {
            throw new InvalidOperationException($"Item {item} has no label {code} to take back.");
        }

        Change(item, code, -1);
    }

    private void Change(int item, int code, int by)
    {
        if (!_items.TryGetValue(item, out var counts))
        {
            _items[item] = counts = [];
        }

        Count(counts, -1);
        counts[code] = counts.GetValueOrDefault(code) + by;
        Count(counts, 1);
    }

    // Adds or takes away what an item contributes; items with one label contribute nothing.
    private void Count(Dictionary<int, int> counts, int sign)
    {
        double m = 0, squares = 0;
        foreach (var count in counts.Values)
        {
            m += count;
            squares += (double)count * count;
        }

        if (m < 2)
        {
            return;
        }

        Items += sign;
        _labels += sign * (long)m;
        _disagreement += sign * ((m * m) - squares) / (m - 1);
        foreach (var (code, count) in counts)
        {
            while (_marginals.Count <= code)
            {
                _marginals.Add(0);
            }

            _squares -= (double)_marginals[code] * _marginals[code];
            _marginals[code] += sign * count;
            _squares += (double)_marginals[code] * _marginals[code];
        }
    }
}
