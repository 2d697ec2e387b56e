namespace Rondo.Statistics;

/// <summary>What all detectors do alike: skip what is no number, and start afresh on the value after a change.</summary>
public abstract class StreamDetector : IStreamDetector
{
    private bool _drifted;

    /// <inheritdoc/>
    public bool IsWarning { get; private protected set; }

    /// <inheritdoc/>
    public int Direction { get; private protected set; }

    /// <inheritdoc/>
    public bool Update(double value)
    {
        if (!double.IsFinite(value))
        {
            return false;
        }

        if (_drifted)
        {
            Reset();
        }

        return _drifted = Take(value);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _drifted = false;
        IsWarning = false;
        Direction = 0;
        Clear();
    }

    private protected abstract bool Take(double value);

    private protected abstract void Clear();
}
