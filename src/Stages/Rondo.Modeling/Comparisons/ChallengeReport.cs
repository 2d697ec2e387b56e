using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Modeling.Comparisons;

/// <summary>DeLong's paired test.</summary>
/// <param name="P">Two-sided p-value; null where it is undefined.</param>
/// <param name="Z">The statistic: the difference over its standard error.</param>
internal sealed record DelongTest(double? P, double? Z);

/// <summary>McNemar's exact test on right and wrong decisions.</summary>
/// <param name="P">Two-sided exact p-value; null where no row tells them apart.</param>
/// <param name="OnlyChampionRight">Rows that only the champion has right.</param>
/// <param name="OnlyChallengerRight">Rows that only the challenger has right.</param>
internal sealed record McnemarTest(double? P, long OnlyChampionRight, long OnlyChallengerRight);

/// <summary>Rows that change sides.</summary>
/// <param name="Count">Rows.</param>
/// <param name="Share">Share of all rows.</param>
internal sealed record Flips(long Count, Contracts.Estimate Share)
{
    /// <summary>The share's value, so that the flips read as an estimate with its count.</summary>
    public double? Value => Share.Value;

    /// <summary>Rows it rests on.</summary>
    public long N => Share.N;

    /// <summary>Lower end of the share.</summary>
    public double? Low => Share.Low;

    /// <summary>Upper end of the share.</summary>
    public double? High => Share.High;
}

/// <summary>Champion against challenger on the same rows.</summary>
internal sealed record ChallengeReport
{
    /// <summary>The answer in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary><c>better</c>, <c>worse</c> or <c>no_difference_shown</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Rows.</summary>
    public required int N { get; init; }

    /// <summary>Positives among them.</summary>
    public required int Positives { get; init; }

    /// <summary>Score from which both decide positive.</summary>
    public required double Threshold { get; init; }

    /// <summary>ROC-AUC of the champion.</summary>
    public required Contracts.Estimate Champion { get; init; }

    /// <summary>ROC-AUC of the challenger.</summary>
    public required Contracts.Estimate Challenger { get; init; }

    /// <summary>Challenger minus champion in ROC-AUC.</summary>
    public required Contracts.Estimate Difference { get; init; }

    /// <summary>DeLong's test.</summary>
    public required DelongTest Delong { get; init; }

    /// <summary>McNemar's test.</summary>
    public required McnemarTest Mcnemar { get; init; }

    /// <summary>Rows that the champion had right and the challenger has wrong.</summary>
    public required Flips NegativeFlips { get; init; }

    /// <summary>Rows that the champion had wrong and the challenger has right.</summary>
    public required Flips PositiveFlips { get; init; }

    /// <summary>Share of rows on which both decide the same.</summary>
    public required Contracts.Estimate SameDecision { get; init; }

    /// <summary>What somebody should know.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}

/// <summary>The pure comparison.</summary>
internal static class Challenge
{
    public static ChallengeReport Of(double[] champion, double[] challenger, bool[] truth, double threshold, IEnumerable<Finding> findings)
    {
        bool[] said = [.. champion.Select(score => score >= threshold)], says = [.. challenger.Select(score => score >= threshold)];
        var pairs = PairedComparison.Of(champion, said, challenger, says, truth);
        var all = findings.ToList();
        if (!pairs.Delong.Difference.IsDefined)
        {
            all.Add(new Finding { Code = "undefined_value", Severity = Severity.Warning, Sentence = "The ROC-AUCs cannot be compared: the truth holds one class only.", NextStep = "Compare on rows with both outcomes." });
        }

        return new ChallengeReport
        {
            Sentence = $"{pairs.Words} It gets {Plural.Of(pairs.Won, "row")} right that the champion had wrong, and {Plural.Of(pairs.Lost, "row")} wrong that the champion had right.",
            Verdict = pairs.Verdict,
            N = truth.Length,
            Positives = truth.Count(positive => positive),
            Threshold = threshold,
            Champion = RocAuc.DeLong(champion, truth).ToWire(),
            Challenger = RocAuc.DeLong(challenger, truth).ToWire(),
            Difference = pairs.Delong.Difference.ToWire(),
            Delong = new DelongTest(pairs.Delong.P.OrNull(), pairs.Delong.Z.OrNull()),
            Mcnemar = new McnemarTest(pairs.McnemarP.OrNull(), pairs.Lost, pairs.Won),
            NegativeFlips = new Flips(pairs.Lost, pairs.NegativeFlips.ToWire()),
            PositiveFlips = new Flips(pairs.Won, pairs.PositiveFlips.ToWire()),
            SameDecision = Proportion.Wilson(said.Zip(says).Count(pair => pair.First == pair.Second), truth.Length).ToWire(),
            Findings = all,
        };
    }
}
