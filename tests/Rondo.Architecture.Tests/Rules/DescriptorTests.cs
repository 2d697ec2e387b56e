using Rondo.Engines.Learning;
using Rondo.Kernel.Tools;
using Rondo.Statistics;

namespace Rondo.Architecture.Rules;

/// <summary>Descriptors are where help, reference and checks come from: none may leave a blank.</summary>
internal static class DescriptorRules
{
    public static IEnumerable<string> Violations(IReadOnlyList<Descriptor> statistics) => statistics.SelectMany(Faults)
        .Concat(Twice("The statistic", statistics.Select(statistic => statistic.Id)));

    public static IEnumerable<string> Violations(IReadOnlyList<LearnerDescriptor> learners) => learners.SelectMany(Faults)
        .Concat(Twice("The learner", learners.Select(learner => learner.Id)));

    public static IEnumerable<string> Violations(IReadOnlyList<ToolDescriptor> tools) => tools.SelectMany(Faults)
        .Concat(Twice("The tool", tools.Select(tool => tool.Name)));

    private static IEnumerable<string> Faults(Descriptor statistic) => Say($"The statistic '{statistic.Id}'",
        (!CodeRules.IsSnake(statistic.Id), "has an id that is not snake_case"),
        (Blank(statistic.Name) || Blank(statistic.Family) || Blank(statistic.Unit), "lacks its name, family or unit"),
        (!CodeRules.IsSentence(statistic.Meaning), "does not say its meaning in a sentence"),
        (Blank(statistic.EdgeCases), "does not say what happens at the edges"),
        (Blank(statistic.Source), "names no source"),
        (Blank(statistic.Example), "shows no example"),
        (statistic.Inputs.Count + statistic.Parameters.Count == 0 || statistic.Inputs.Any(input => Blank(input.Name) || Blank(input.Meaning)), "has an input without a meaning"),
        (statistic.Parameters.Any(parameter => Blank(parameter.Name) || Blank(parameter.Meaning) || Blank(parameter.Default)), "has a parameter without a meaning or a default"),
        (!(statistic.Range.Low < statistic.Range.High), "has an empty range"),
        (statistic.MinimumSample < 0, "asks for a negative sample"));

    private static IEnumerable<string> Faults(LearnerDescriptor learner) => Say($"The learner '{learner.Id}'",
        (!CodeRules.IsSnake(learner.Id), "has an id that is not snake_case"),
        (Blank(learner.Name), "has no name"),
        (!CodeRules.IsSentence(learner.Meaning), "does not say its meaning in a sentence"),
        (learner.Opacity is < 0 or > 2, "has an opacity outside 0 to 2"),
        (learner.Settings.Any(setting => Blank(setting.Name) || Blank(setting.Meaning) || !(setting.Low <= setting.Default && setting.Default <= setting.High)), "has a setting without a meaning, or whose default lies outside its range"));

    private static IEnumerable<string> Faults(ToolDescriptor tool) => Say($"The tool '{tool.Name}'",
        (Blank(tool.Name) || tool.Name.Any(letter => letter is not ((>= 'a' and <= 'z') or '-' or ' ')), "has a name that is not in lower-case words"),
        (!CodeRules.IsSentence(tool.Says), "does not say in a sentence what it does"),
        (tool.Arguments.Any(argument => Blank(argument.Name) || Blank(argument.Meaning)), "has an argument without a meaning"),
        (tool.Options.Any(option => !option.Name.StartsWith("--", StringComparison.Ordinal) || Blank(option.Meaning)), "has an option without dashes or without a meaning"),
        (tool.Options.Select(option => option.Name).Distinct().Count() != tool.Options.Count, "has an option twice"));

    private static IEnumerable<string> Say(string who, params (bool Fault, string Words)[] checks) =>
        checks.Where(check => check.Fault).Select(check => $"{who} {check.Words}.");

    private static IEnumerable<string> Twice(string what, IEnumerable<string> ids) =>
        ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => $"{what} '{group.Key}' exists {group.Count()} times.");

    private static bool Blank(string text) => string.IsNullOrWhiteSpace(text);
}

public sealed class DescriptorTests
{
    private static readonly Descriptor GoodStatistic = StatisticCatalogue.All[0].Descriptor;
    private static readonly LearnerDescriptor GoodLearner = new() { Id = "planted", Name = "Planted", Meaning = "Always says no.", Opacity = 0, ManyClasses = true, Text = false };
    private static readonly ToolDescriptor GoodTool = new("plant", "Plants one thing.", [("FILE", "File to plant.")], [new ToolOption("--deep", "How deep.")]);

    [Fact]
    public void Every_statistic_is_described()
    {
        StatisticCatalogue.All.Count.ShouldBeGreaterThan(20, "The statistics were not found.");
        DescriptorRules.Violations([.. StatisticCatalogue.All.Select(statistic => statistic.Descriptor)]).ShouldBeEmpty();
    }

    [Fact]
    public void Every_learner_is_described()
    {
        Found.Learners.Count.ShouldBeGreaterThan(3, "The learners were not found.");
        DescriptorRules.Violations([.. Found.Learners.Select(learner => learner.Descriptor)]).ShouldBeEmpty();
    }

    [Fact]
    public void Every_tool_is_described()
    {
        Found.Tools.ShouldNotBeEmpty("The tools were not found.");
        DescriptorRules.Violations([.. Found.Tools.Select(tool => tool.Descriptor)]).ShouldBeEmpty();
    }

    [Fact]
    public void Good_descriptors_are_left_alone() =>
        DescriptorRules.Violations([GoodStatistic]).Concat(DescriptorRules.Violations([GoodLearner])).Concat(DescriptorRules.Violations([GoodTool])).ShouldBeEmpty();

    [Fact]
    public void Planted_blanks_of_a_statistic_are_seen()
    {
        One(GoodStatistic with { Id = "Planted Id" }).ShouldContain("snake_case");
        One(GoodStatistic with { Meaning = "" }).ShouldContain("meaning");
        One(GoodStatistic with { Source = " " }).ShouldContain("source");
        One(GoodStatistic with { EdgeCases = "" }).ShouldContain("edges");
        One(GoodStatistic with { Example = "" }).ShouldContain("example");
        One(GoodStatistic with { Unit = "" }).ShouldContain("unit");
        One(GoodStatistic with { Inputs = [], Parameters = [] }).ShouldContain("input");
        One(GoodStatistic with { Parameters = [new Parameter("planted", "", "1")] }).ShouldContain("parameter");
        One(GoodStatistic with { Range = (1, 0) }).ShouldContain("range");
        One(GoodStatistic with { MinimumSample = -1 }).ShouldContain("sample");
        DescriptorRules.Violations([GoodStatistic, GoodStatistic]).ShouldHaveSingleItem().ShouldContain("2 times");
    }

    [Fact]
    public void Planted_blanks_of_a_learner_are_seen()
    {
        One(GoodLearner with { Id = "Planted" }).ShouldContain("snake_case");
        One(GoodLearner with { Meaning = "always no" }).ShouldContain("meaning");
        One(GoodLearner with { Opacity = 3 }).ShouldContain("opacity");
        One(GoodLearner with { Settings = [new LearnerSetting("depth", "How deep.", 9, 1, 8)] }).ShouldContain("setting");
        DescriptorRules.Violations([GoodLearner, GoodLearner]).ShouldHaveSingleItem().ShouldContain("2 times");
    }

    [Fact]
    public void Planted_blanks_of_a_tool_are_seen()
    {
        One(GoodTool with { Name = "Plant" }).ShouldContain("name");
        One(GoodTool with { Says = "" }).ShouldContain("sentence");
        One(GoodTool with { Arguments = [("FILE", "")] }).ShouldContain("argument");
        One(GoodTool with { Options = [new ToolOption("deep", "How deep.")] }).ShouldContain("dashes");
        One(GoodTool with { Options = [.. GoodTool.Options, .. GoodTool.Options] }).ShouldContain("twice");
        DescriptorRules.Violations([GoodTool, GoodTool]).ShouldHaveSingleItem().ShouldContain("2 times");
    }

    private static string One(Descriptor planted) => DescriptorRules.Violations([planted]).ShouldHaveSingleItem();

    private static string One(LearnerDescriptor planted) => DescriptorRules.Violations([planted]).ShouldHaveSingleItem();

    private static string One(ToolDescriptor planted) => DescriptorRules.Violations([planted]).ShouldHaveSingleItem();
}
