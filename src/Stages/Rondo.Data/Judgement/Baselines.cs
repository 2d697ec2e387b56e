using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Data.Judgement;

/// <summary>What doing something simpler would bring, on the same held-out rows.</summary>
internal static class Baselines
{
    public static IEnumerable<Baseline> Of(double[] scores, bool[] truth, IReadOnlyList<bool[]> rules, ReadinessQuestion question)
    {
        var majority = truth.Count(positive => positive) * 2 > truth.Length;
        yield return Row("majority", [.. Enumerable.Repeat(majority, truth.Length)], truth, question);
        if (question.Without is { MinutesPerCase: > 0, HourlyRate: > 0 } work)
        {
            // Somebody looks at every case. How often they are right, nobody has measured.
            yield return new Baseline("manual", null, null, new Contracts.Estimate { Value = 1000 * work.MinutesPerCase / 60 * work.HourlyRate, Method = "computed" }, new Contracts.Estimate { Value = 1, Method = "computed" });
        }

        foreach (var (i, rule) in rules.Index())
        {
            yield return Row(i == 0 ? "rule" : $"rule {i + 1}", rule, truth, question);
        }

        var request = new OperatingPointRequest { Recall = question.Recall, Assurance = 0.5 };
        var choice = Statistics.OperatingPoint.Choose(scores, truth, request);
        if (!double.IsNaN(choice.Threshold))
        {
            yield return Row("model", [.. scores.Select(score => score >= choice.Threshold)], truth, question);
        }
    }

    /// <summary>What the money counts: a cost that nobody named is not in it, and the reader must know.</summary>
    public static string Counted(ReadinessQuestion question) => string.Join(", ", new[]
    {
        (question.CostMiss > 0, "misses"), (question.CostFalseAlarm > 0, "false alarms"), (question.Without is { MinutesPerCase: > 0, HourlyRate: > 0 }, "handling"),
    }.Where(part => part.Item1).Select(part => part.Item2));

    public static Baseline Row(string name, bool[] decisions, bool[] truth, ReadinessQuestion question)
    {
        var counts = ConfusionCounts.Of(decisions, truth);
        var handling = question.Without is { } work ? work.MinutesPerCase / 60 * work.HourlyRate : 0;
        var cost = question.CostMiss > 0 || question.CostFalseAlarm > 0 || handling > 0
            ? Bootstrap.Mean([.. decisions.Zip(truth).Select(pair => 1000 * ((pair.First ? handling : 0) + (pair.First == pair.Second ? 0 : pair.First ? question.CostFalseAlarm : question.CostMiss)))])
            : (Statistics.Estimate?)null;
        return new Baseline(name, counts.Precision().ToWire(), counts.Recall().ToWire(), cost?.ToWire(), Proportion.Wilson(decisions.Count(flagged => flagged), decisions.Length).ToWire());
    }
}
