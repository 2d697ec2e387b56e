namespace Rondo.Statistics;

/// <summary>The questions "how many do we need?" as catalogue entries.</summary>
internal abstract class SamplePlanStatistic(string id, string name, string meaning, string unit, Parameter[] parameters, string source, string example, Func<StatisticInputs, double> compute)
    : Statistic(
        new Descriptor
        {
            Id = id,
            Name = name,
            Family = "Promises",
            Meaning = meaning,
            Unit = unit,
            Range = (0, double.PositiveInfinity),
            Inputs = [],
            Parameters = parameters,
            EdgeCases = "Has no inputs; parameters outside their range are refused, and impossible combinations are undefined.",
            Source = source,
            Example = example,
        },
        inputs =>
        {
            var value = compute(inputs);
            return double.IsFinite(value)
                ? StatisticResult.Of(new Estimate(value, 0, double.NaN, double.NaN, 0.95, "formula"))
                : StatisticResult.Undefined("No sample of any size answers this question.");
        })
{
    private protected static Parameter Power { get; } = new("power", "Probability of noticing what is there.", "0.8", 0.05, 0.999);

    private protected static Parameter Share(string name, string meaning, string value) => new(name, meaning, value, 1e-6, 0.999999);
}

internal sealed class TwoProportionsStatistic() : SamplePlanStatistic(
    "rows_for_two_shares", "Rows to tell two shares apart", "How many rows each of two groups needs before a difference of two shares is noticed.", "rows in each group",
    [Share("first", "Share in the first group.", "0.1"), Share("second", "Share in the second group.", "0.12"), Power, CommonParameters.Level],
    "Fleiss, Levin and Paik 2003.", """{"first": 0.5, "second": 0.6}""",
    i => i.Number("first") == i.Number("second") ? double.PositiveInfinity : SampleSize.TwoProportions(i.Number("first"), i.Number("second"), i.Number("power"), i.Number("level")));

internal sealed class NonInferiorityPlanStatistic() : SamplePlanStatistic(
    "rows_for_non_inferiority", "Rows to show that nothing got worse", "How many rows each of two groups needs to show that the new one is not worse by more than a margin.", "rows in each group",
    [Share("share", "Share in both groups if nothing changed.", "0.8"), Share("margin", "Largest loss that is acceptable.", "0.05"), Power, CommonParameters.Level],
    "Blackwelder 1982.", """{"share": 0.8, "margin": 0.05}""",
    i => SampleSize.NonInferiority(i.Number("share"), i.Number("margin"), i.Number("power"), i.Number("level")));

internal sealed class PositivesToProveStatistic() : SamplePlanStatistic(
    "positives_to_prove", "Positives to prove a promise", "How many true cases the test data must hold so that a model that is better than promised can prove it on the bound.", "positives",
    [Share("expected", "Recall that the model is expected to have.", "0.85"), Share("promise", "Recall that was promised.", "0.8"), CommonParameters.Level],
    "Inversion of Wilson 1927.", """{"expected": 0.85, "promise": 0.8}""",
    i => i.Number("expected") <= i.Number("promise") ? double.PositiveInfinity : SampleSize.PositivesToProve(i.Number("expected"), i.Number("promise"), i.Number("level")));

internal sealed class RuleOfThreeStatistic() : SamplePlanStatistic(
    "rule_of_three", "Rule of three", "Below which share an event surely lies that has never been seen in so many rows.", "share",
    [new Parameter("rows", "Rows without a single event.", "1000", 1, 9e15), CommonParameters.Level],
    "Hanley and Lippman-Hand 1983.", """{"rows": 1000}""",
    i => SampleSize.RuleOfThree((long)i.Number("rows"), i.Number("level")));

internal sealed class RileyStatistic() : SamplePlanStatistic(
    "rows_for_model", "Rows to develop a model", "How many rows a yes-or-no model with so many inputs needs before its predictions can be trusted.", "rows",
    [new Parameter("parameters", "Inputs of the model, categories counted by levels minus one.", "20", 1, 1e6), Share("prevalence", "Share of positives.", "0.1")],
    "Riley et al. 2019, 2020.", """{"parameters": 24, "prevalence": 0.17}""",
    i => RileySampleSize.Of(i.Integer("parameters"), i.Number("prevalence")).Rows);
