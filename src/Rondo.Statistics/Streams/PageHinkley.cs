namespace Rondo.Statistics;

/// <summary>Which changes count.</summary>
public enum ChangeDirection
{
    /// <summary>Changes up and down.</summary>
    Both,

    /// <summary>Rises only.</summary>
    Up,

    /// <summary>Falls only.</summary>
    Down,
}

/// <summary>
/// Page-Hinkley: adds up how far values lie above (or below) their running mean, forgets a little each time, and alarms
/// when the sum is large.
/// </summary>
/// <remarks>Source: Page 1954; Hinkley 1971; forgetting as in Gama et al. 2013.</remarks>
public sealed class PageHinkley(int minInstances = 30, double delta = 0.005, double threshold = 50, double alpha = 0.9999, ChangeDirection direction = ChangeDirection.Both)
    : StreamDetector
{
    private double _mean;
    private double _up;
    private double _down;
    private long _n;

    /// <summary>Running mean since the last change.</summary>
    public double Mean => _mean;

    private protected override bool Take(double value)
    {
        _n++;
        _mean += (value - _mean) / _n;
        var deviation = value - _mean;
        _up = Math.Max(0, (alpha * _up) + deviation - delta);
        _down = Math.Max(0, (alpha * _down) - deviation - delta);
        // The customary counter starts at 1, so the minimum is reached one value early.
        if (_n + 1 < minInstances)
        {
            return false;
        }

        var rose = direction != ChangeDirection.Down && _up >= threshold;
        var fell = direction != ChangeDirection.Up && _down >= threshold;
        Direction = rose ? 1 : fell ? -1 : 0;
        return rose || fell;
    }

    private protected override void Clear() => (_mean, _up, _down, _n) = (0, 0, 0, 0);
}

internal sealed class PageHinkleyStatistic() : DetectorStatistic(
    new Descriptor
    {
        Id = "page_hinkley",
        Name = "Page-Hinkley",
        Family = "Streams",
        Meaning = "Notices when a mean has moved, by adding up how far values lie from it.",
        Unit = "changes",
        Range = (0, double.PositiveInfinity),
        Inputs = Values,
        Parameters =
        [
            new Parameter("min_instances", "Values before the first alarm.", "30", 1, 1e9),
            new Parameter("delta", "Distances below this do not count.", "0.005", 0),
            new Parameter("threshold", "Sum that raises the alarm; higher is slower and quieter.", "50", 0),
            new Parameter("alpha", "Share of the sum that is kept at each value.", "0.9999", 0, 1),
            new Parameter("direction", "Which changes count.", "both", Choices: ["both", "up", "down"]),
        ],
        EdgeCases = EdgeCases,
        Source = "Page 1954; Hinkley 1971.",
        Example = ShiftExample,
    },
    inputs => new PageHinkley(
        inputs.Integer("min_instances"), inputs.Number("delta"), inputs.Number("threshold"), inputs.Number("alpha"),
        Enum.Parse<ChangeDirection>(inputs.Choice("direction"), ignoreCase: true)));
