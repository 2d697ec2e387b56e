namespace Rondo.Statistics;

/// <summary>
/// Watches one number at a time and says when its behaviour has changed. Constant memory, no allocation per value, and
/// the next value after a change starts afresh. Not safe for several threads at once.
/// </summary>
public interface IStreamDetector
{
    /// <summary>Takes the next value.</summary>
    /// <param name="value">A number; NaN and infinity are skipped.</param>
    /// <returns>True where this value completes the evidence for a change.</returns>
    bool Update(double value);

    /// <summary>True while there is some evidence, not enough for a change; always false where the detector knows no warning.</summary>
    bool IsWarning { get; }

    /// <summary>Direction of the last change: 1 up, -1 down, 0 not known.</summary>
    int Direction { get; }

    /// <summary>Forgets everything.</summary>
    void Reset();
}
