namespace Rondo.Statistics;

/// <summary>Rows that the champion gets right and the challenger gets wrong: what users notice of an "improvement".</summary>
public static class NegativeFlips
{
    /// <summary>Share of all rows that flip from right to wrong, with a Wilson interval.</summary>
    /// <param name="champion">Decisions of the model in use.</param>
    /// <param name="challenger">Decisions of the model that wants its place.</param>
    /// <param name="truth">What came true.</param>
    /// <param name="level">Coverage in (0, 1).</param>
    /// <remarks>Source: Yan et al., "Positive-congruent training", 2021.</remarks>
    public static Estimate Of(ReadOnlySpan<bool> champion, ReadOnlySpan<bool> challenger, ReadOnlySpan<bool> truth, double level = 0.95) =>
        Proportion.Wilson(Count(champion, challenger, truth), truth.Length, level);

    /// <summary>How many rows flip from right to wrong.</summary>
    public static long Count(ReadOnlySpan<bool> champion, ReadOnlySpan<bool> challenger, ReadOnlySpan<bool> truth)
    {
        Check.SameLength(champion.Length, truth.Length);
        Check.SameLength(challenger.Length, truth.Length);
        long flips = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            flips += champion[i] == truth[i] && challenger[i] != truth[i] ? 1 : 0;
        }

        return flips;
    }
}

internal sealed class NegativeFlipsStatistic() : Statistic(
    new Descriptor
    {
        Id = "negative_flips",
        Name = "Negative flips",
        Family = "Promises",
        Meaning = "The share of rows that the old model got right and the new one gets wrong.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.LowerIsBetter,
        Inputs =
        [
            new Input("champion", Shape.Flags, "Decisions of the model in use."),
            new Input("challenger", Shape.Flags, "Decisions of the model that wants its place.", SameLengthAs: "champion"),
            new Input("truth", Shape.Flags, "What came true.", SameLengthAs: "champion"),
        ],
        Parameters = [CommonParameters.Level],
        EdgeCases = "Undefined on empty input. No flip gives 0 with an upper bound above 0.",
        Source = "Yan et al. 2021.",
        Example = """{"champion": [1, 0, 1, 1], "challenger": [1, 1, 0, 1], "truth": [1, 0, 1, 1]}""",
    },
    inputs =>
    {
        bool[] champion = inputs.Flags("champion"), challenger = inputs.Flags("challenger"), truth = inputs.Flags("truth");
        return StatisticResult.Of(NegativeFlips.Of(champion, challenger, truth, inputs.Number("level")), ("count", NegativeFlips.Count(champion, challenger, truth)));
    });
