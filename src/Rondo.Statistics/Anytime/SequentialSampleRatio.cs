namespace Rondo.Statistics;

/// <summary>Sample-ratio test that may be looked at after every row: a Dirichlet mixture against the planned shares.</summary>
/// <remarks>Source: Lindon and Malek 2022, "Anytime-valid inference for multinomial count data".</remarks>
public sealed class SequentialSampleRatio
{
    private readonly double[] _shares;
    private readonly long[] _counts;
    private double _logEvidence;
    private double _p = 1;

    /// <summary>Starts a test.</summary>
    /// <param name="shares">Planned share of each variant, all above 0; scaled to sum to 1.</param>
    public SequentialSampleRatio(ReadOnlySpan<double> shares)
    {
        _shares = shares.ToArray();
        var total = _shares.Sum();
        if (_shares.Length < 2 || _shares.Any(s => !(s > 0)))
        {
            throw new ArgumentException("At least two variants with shares above 0 are needed.", nameof(shares));
        }

        for (var v = 0; v < _shares.Length; v++)
        {
            _shares[v] /= total;
        }

        _counts = new long[_shares.Length];
    }

    /// <summary>Always-valid p-value of the planned split; never rises.</summary>
    public double P => _p;

    /// <summary>Takes a row of a variant.</summary>
    public void Add(int variant)
    {
        double n = _counts.Sum();
        // Prior counts equal the planned shares times the number of variants: one pseudo-row each on average.
        var predicted = (_counts[variant] + (_shares[variant] * _shares.Length)) / (n + _shares.Length);
        _logEvidence += Math.Log(predicted / _shares[variant]);
        _counts[variant]++;
        _p = Math.Min(_p, Math.Exp(-_logEvidence));
    }
}
