namespace Rondo.Engines.Learning.LightGbm;

/// <summary>Rows of a matrix as trees ask for them: dense features, then every term, 0 where it does not occur.</summary>
internal sealed class WideRow
{
    private readonly FeatureMatrix _features;
    private readonly double[] _wide;
    private int _filled = -1;

    /// <exception cref="ArgumentException">The matrix has another number of features than the model.</exception>
    public WideRow(FeatureMatrix features, int expected)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Features.Count + features.Terms.Count != expected)
        {
            throw new ArgumentException($"The rows have {features.Features.Count} features and {features.Terms.Count} terms, the model {expected} together.", nameof(features));
        }

        _features = features;
        _wide = features.Terms.Count == 0 ? [] : new double[expected];
    }

    /// <summary>One row; valid until the next call.</summary>
    public ReadOnlySpan<double> At(int row)
    {
        var dense = _features.Row(row);
        if (_wide.Length == 0)
        {
            return dense;
        }

        if (_filled >= 0)
        {
            Put(_filled, clear: true);
        }

        dense.CopyTo(_wide);
        Put(row, clear: false);
        _filled = row;
        return _wide;
    }

    private void Put(int row, bool clear)
    {
        for (var at = _features.RowStart[row]; at < _features.RowStart[row + 1]; at++)
        {
            _wide[_features.Features.Count + _features.TermIndex[at]] = clear ? 0 : _features.TermWeight[at];
        }
    }
}
