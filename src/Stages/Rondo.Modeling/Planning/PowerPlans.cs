using System.Globalization;
using Rondo.Contracts;
using Rondo.Statistics;

namespace Rondo.Modeling.Planning;

/// <summary>The questions "how many do we need?", each with its answer in words.</summary>
internal static class PowerPlans
{
    public static PowerReport Recall(double recall, double margin, double level, double? prevalence, double? expected)
    {
        var positives = SampleSize.PositivesForRecall(recall, margin, level);
        long? toProve = expected is { } reached && reached > recall ? SampleSize.PositivesToProve(reached, recall, level) : null;
        long? rows = prevalence is { } share ? SampleSize.RowsForPositives(Math.Max(positives, toProve ?? 0), share) : null;
        var prove = toProve is { } proof ? Text($" If the model really finds {expected * 100:0.#} %, {Plural.Of(proof, "positive")} let the bound stand at or above the promise.") : "";
        var all = rows is { } needed ? Text($" At {prevalence * 100:0.##} % positives that is {Plural.Of(needed, "row")} to judge on.") : "";
        var numbers = new Dictionary<string, double> { ["recall"] = recall, ["margin"] = margin, ["level"] = level, ["z"] = SampleSize.StandardErrors(level) };
        Put(numbers, "prevalence", prevalence);
        Put(numbers, "expected", expected);
        Put(numbers, "positives_to_prove", toProve);
        return new PowerReport
        {
            Sentence = Text($"{Plural.Of(positives, "positive is", "positives are")} needed to measure {recall * 100:0.#} % recall within {margin * 100:0.#} points.{prove}{all}"),
            Question = "recall",
            NeededPositives = positives,
            NeededRows = rows,
            Numbers = numbers,
            Source = "z^2 r (1 - r) / margin^2, Buderer 1996",
        };
    }

    public static PowerReport TwoShares(double baseline, double effect, double power, double level)
    {
        var each = SampleSize.TwoProportions(baseline, baseline + effect, power, level);
        return new PowerReport
        {
            Sentence = Text($"{Plural.Of(each, "row")} in each of two groups notice a change from {baseline * 100:0.##} % to {(baseline + effect) * 100:0.##} % with {power * 100:0.#} % certainty."),
            Question = "two_shares",
            NeededPerGroup = each,
            NeededRows = 2 * each,
            Numbers = new Dictionary<string, double> { ["baseline"] = baseline, ["effect"] = effect, ["power"] = power, ["level"] = level },
            Source = "Fleiss, Levin and Paik 2003, equation 4.14, without continuity correction",
        };
    }

    public static PowerReport NonInferiority(double share, double margin, double power)
    {
        const double OneSided = 0.975;
        var each = SampleSize.NonInferiority(share, margin, power, OneSided);
        return new PowerReport
        {
            Sentence = Text($"{Plural.Of(each, "row")} in each of two groups show that {share * 100:0.##} % was not lost by more than {margin * 100:0.##} points, with {power * 100:0.#} % certainty where nothing was lost."),
            Question = "non_inferiority",
            NeededPerGroup = each,
            NeededRows = 2 * each,
            Numbers = new Dictionary<string, double> { ["baseline"] = share, ["non_inferiority"] = margin, ["power"] = power, ["level"] = OneSided },
            Source = "Blackwelder 1982, one-sided",
        };
    }

    public static PowerReport RuleOfThree(long seen, double level)
    {
        var largest = SampleSize.RuleOfThree(seen, level);
        return new PowerReport
        {
            Sentence = Text($"After {Plural.Of(seen, "row")} without a single event, the true share is below {largest * 100:0.###} % with {level * 100:0.#} % certainty."),
            Question = "rule_of_three",
            LargestShare = largest,
            Numbers = new Dictionary<string, double> { ["zero_failures"] = seen, ["level"] = level },
            Source = "1 - (1 - level)^(1/n), Hanley and Lippman-Hand 1983",
        };
    }

    public static PowerReport Riley(int parameters, double prevalence, double? coxSnell)
    {
        var plan = RileySampleSize.Of(parameters, prevalence, coxSnell);
        var numbers = new Dictionary<string, double>
        {
            ["parameters"] = parameters, ["prevalence"] = prevalence,
            ["rows_for_overall_risk"] = plan.OverallRisk, ["rows_for_shrinkage"] = plan.Shrinkage, ["rows_for_optimism"] = plan.Optimism,
        };
        Put(numbers, "r2", coxSnell);
        return new PowerReport
        {
            Sentence = Text($"{Plural.Of(plan.Rows, "row")} are needed to develop a model with {Plural.Of(parameters, "parameter")} where {prevalence * 100:0.##} % are positive."),
            Question = "riley",
            NeededRows = plan.Rows,
            NeededPositives = (long)Math.Ceiling(plan.Rows * prevalence),
            Numbers = numbers,
            Source = "Riley et al. 2019 and 2020",
        };
    }

    private static void Put(Dictionary<string, double> numbers, string name, double? value)
    {
        if (value is { } known)
        {
            numbers[name] = known;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
