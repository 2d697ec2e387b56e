namespace Rondo.Statistics;

/// <summary>What a sequential test says so far.</summary>
public enum SequentialVerdict
{
    /// <summary>Go on; neither is shown. Inconclusive never ships by itself.</summary>
    Inconclusive,

    /// <summary>The alternative is shown.</summary>
    Alternative,

    /// <summary>The null is accepted.</summary>
    Null,
}

/// <summary>Wald's sequential probability ratio test for a share: decides between two shares with known error rates and few rows.</summary>
/// <remarks>Source: Wald 1945.</remarks>
public sealed class Sprt
{
    private readonly double _yes;
    private readonly double _no;
    private readonly double _accept;
    private readonly double _reject;

    /// <summary>Starts a test.</summary>
    /// <param name="nullShare">Share under the null, in (0, 1).</param>
    /// <param name="alternativeShare">Share under the alternative, in (0, 1), different.</param>
    /// <param name="alpha">Probability of showing the alternative although the null holds.</param>
    /// <param name="beta">Probability of accepting the null although the alternative holds.</param>
    public Sprt(double nullShare, double alternativeShare, double alpha = 0.05, double beta = 0.2)
    {
        if (!(nullShare > 0 && nullShare < 1 && alternativeShare > 0 && alternativeShare < 1) || nullShare == alternativeShare)
        {
            throw new ArgumentException("Both shares must lie between 0 and 1 and differ.", nameof(alternativeShare));
        }

        _yes = Math.Log(alternativeShare / nullShare);
        _no = Math.Log((1 - alternativeShare) / (1 - nullShare));
        _reject = Math.Log((1 - beta) / alpha);
        _accept = Math.Log(beta / (1 - alpha));
    }

    /// <summary>Log likelihood ratio, alternative over null.</summary>
    public double LogRatio { get; private set; }

    /// <summary>What the test says; final once it is not inconclusive.</summary>
    public SequentialVerdict Verdict { get; private set; }

    /// <summary>Takes an outcome.</summary>
    public SequentialVerdict Add(bool yes)
    {
        if (Verdict == SequentialVerdict.Inconclusive)
        {
            LogRatio += yes ? _yes : _no;
            Verdict = LogRatio >= _reject ? SequentialVerdict.Alternative : LogRatio <= _accept ? SequentialVerdict.Null : SequentialVerdict.Inconclusive;
        }

        return Verdict;
    }
}

internal sealed class SprtStatistic() : Statistic(
    new Descriptor
    {
        Id = "sprt",
        Name = "Sequential probability ratio test",
        Family = "Anytime",
        Meaning = "Decides between two shares as soon as the evidence allows; above the upper limit the second is shown.",
        Unit = "nats",
        Range = (double.NegativeInfinity, double.PositiveInfinity),
        Inputs = [new Input("outcomes", Shape.Flags, "Yes or no in order of arrival.")],
        Parameters =
        [
            new Parameter("null_share", "Share if nothing is better.", "0.1", 1e-6, 0.999999),
            new Parameter("alternative_share", "Share that would be worth it.", "0.2", 1e-6, 0.999999),
            new Parameter("alpha", "Probability of a wrong success.", "0.05", 1e-6, 0.5),
            new Parameter("beta", "Probability of a missed success.", "0.2", 1e-6, 0.5),
        ],
        EdgeCases = "Undefined on empty input and where the two shares are equal.",
        Source = "Wald 1945.",
        Example = """{"outcomes": [1, 0, 1, 1, 0, 1]}""",
    },
    inputs =>
    {
        if (inputs.Number("null_share") == inputs.Number("alternative_share"))
        {
            return StatisticResult.Undefined("The two shares are equal, so nothing can be decided.");
        }

        var test = new Sprt(inputs.Number("null_share"), inputs.Number("alternative_share"), inputs.Number("alpha"), inputs.Number("beta"));
        bool[] outcomes = inputs.Flags("outcomes");
        Array.ForEach(outcomes, yes => test.Add(yes));
        return StatisticResult.Of(new Estimate(test.LogRatio, outcomes.Length, double.NaN, double.NaN, 0.95, "sprt"), ("verdict", (int)test.Verdict));
    });
