namespace Rondo.Statistics;

/// <summary>
/// An alarm that does not flutter: it goes on after several bad values in a row and off after several good ones, with
/// different limits for both.
/// </summary>
/// <remarks>Source: the Schmitt trigger, 1938.</remarks>
public sealed class Hysteresis
{
    private readonly double _on;
    private readonly double _off;
    private readonly int _afterBad;
    private readonly int _afterGood;
    private int _run;

    /// <summary>Makes a quiet alarm.</summary>
    /// <param name="on">A value beyond it is bad.</param>
    /// <param name="off">A value on the other side of it is good; equal to <paramref name="on"/> or gentler.</param>
    /// <param name="afterBad">Bad values in a row before it goes on.</param>
    /// <param name="afterGood">Good values in a row before it goes off.</param>
    /// <remarks>Where <paramref name="on"/> is at least <paramref name="off"/>, high values are bad, else low ones.</remarks>
    public Hysteresis(double on, double off, int afterBad = 1, int afterGood = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(afterBad, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(afterGood, 1);
        (_on, _off, _afterBad, _afterGood) = (on, off, afterBad, afterGood);
    }

    /// <summary>True while the alarm is on.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Takes a value; an undefined one changes nothing. Returns whether the alarm is on.</summary>
    public bool Add(double value)
    {
        if (double.IsNaN(value))
        {
            return IsOn;
        }

        var high = _on >= _off;
        var counts = IsOn ? (high ? value < _off : value > _off) : (high ? value > _on : value < _on);
        _run = counts ? _run + 1 : 0;
        if (_run >= (IsOn ? _afterGood : _afterBad))
        {
            IsOn = !IsOn;
            _run = 0;
        }

        return IsOn;
    }
}
