using System.Text.Json;
using System.Text.RegularExpressions;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

/// <summary>What holds for every statistic, whichever file it came in.</summary>
public sealed partial class CatalogueTests
{
    public static TheoryData<string> Ids => [.. StatisticCatalogue.All.Select(s => s.Descriptor.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Descriptor_is_complete(string id)
    {
        var d = StatisticCatalogue.Find(id)!.Descriptor;
        SnakeCase().IsMatch(d.Id).ShouldBeTrue(d.Id);
        d.Name.ShouldNotBeNullOrWhiteSpace();
        Directory.Exists(Path.Combine(SharedData.RepoRoot(), "src", "Rondo.Statistics", d.Family)).ShouldBeTrue($"family '{d.Family}' is a folder");
        d.Meaning.ShouldEndWith(".");
        d.Meaning.Length.ShouldBeGreaterThan(30);
        d.EdgeCases.ShouldEndWith(".");
        d.Source.ShouldNotBeNullOrWhiteSpace();
        d.Unit.ShouldNotBeNullOrWhiteSpace();
        d.Range.Low.ShouldBeLessThan(d.Range.High);
        foreach (var input in d.Inputs)
        {
            SnakeCase().IsMatch(input.Name).ShouldBeTrue(input.Name);
            input.Meaning.ShouldEndWith(".");
            if (input.SameLengthAs is { } other)
            {
                d.Inputs.ShouldContain(i => i.Name == other);
            }
        }

        foreach (var parameter in d.Parameters)
        {
            SnakeCase().IsMatch(parameter.Name).ShouldBeTrue(parameter.Name);
            parameter.Meaning.ShouldEndWith(".");
            if (parameter.Choices.Count > 0)
            {
                parameter.Choices.ShouldContain(parameter.Default);
            }
            else
            {
                var number = double.Parse(parameter.Default, System.Globalization.CultureInfo.InvariantCulture);
                number.ShouldBeInRange(parameter.Low, parameter.High);
            }
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Example_gives_a_defined_value_inside_the_range(string id)
    {
        var statistic = StatisticCatalogue.Find(id)!;
        var result = StatisticCatalogue.Run(id, statistic.Descriptor.Example);
        result.Reason.ShouldBeNull();
        result.Value.IsDefined.ShouldBeTrue();
        result.Value.Value.ShouldBeInRange(statistic.Descriptor.Range.Low, statistic.Descriptor.Range.High);
        if (!double.IsNaN(result.Value.Low))
        {
            result.Value.Low.ShouldBeLessThanOrEqualTo(result.Value.High);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Running_twice_gives_the_same_bits(string id)
    {
        var example = StatisticCatalogue.Find(id)!.Descriptor.Example;
        StatisticCatalogue.Run(id, example).Value.ShouldBe(StatisticCatalogue.Run(id, example).Value);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Empty_input_is_undefined_with_a_reason(string id)
    {
        var inputs = StatisticCatalogue.Find(id)!.Descriptor.Inputs.Where(i => !i.Optional).ToList();
        if (inputs.Count == 0)
        {
            return;
        }

        var result = StatisticCatalogue.Run(id, JsonSerializer.Serialize(inputs.ToDictionary(i => i.Name, _ => Array.Empty<int>())));
        result.Value.IsDefined.ShouldBeFalse();
        result.Reason.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory, MemberData(nameof(Ids))]
    public void Hostile_input_never_throws_and_is_never_NaN_in_silence(string id)
    {
        var descriptor = StatisticCatalogue.Find(id)!.Descriptor;
        foreach (var json in HostileInputs.For(descriptor))
        {
            try
            {
                var result = StatisticCatalogue.Run(id, json);
                (result.Value.IsDefined || !string.IsNullOrWhiteSpace(result.Reason)).ShouldBeTrue(json);
                if (result.Value.IsDefined)
                {
                    double.IsInfinity(result.Value.Value).ShouldBeFalse(json);
                }
            }
            catch (StatisticInputException refused)
            {
                refused.Faults.ShouldNotBeEmpty();
            }
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Wrong_input_is_refused_with_every_fault(string id)
    {
        var descriptor = StatisticCatalogue.Find(id)!.Descriptor;
        var faults = Should.Throw<StatisticInputException>(() => StatisticCatalogue.Run(id, """{"no_such_input": 1, "nor_this": []}""")).Faults;
        faults.Count.ShouldBe(2 + descriptor.Inputs.Count(i => !i.Optional));
        foreach (var parameter in descriptor.Parameters)
        {
            var wrong = parameter.Choices.Count > 0 ? "\"no such choice\"" : "\"not a number\"";
            Should.Throw<StatisticInputException>(() => StatisticInputs.Parse(descriptor, $$"""{"{{parameter.Name}}": {{wrong}}}""")).Faults.ShouldContain(f => f.Contains($"'{parameter.Name}'"));
        }
    }

    [Fact]
    public void An_unknown_statistic_is_refused() =>
        Should.Throw<StatisticInputException>(() => StatisticCatalogue.Run("no_such_statistic", "{}"));

    [Fact]
    public void Every_descriptor_example_is_short_enough_to_read() =>
        StatisticCatalogue.All.ShouldAllBe(s => s.Descriptor.Example.Length < 1200);

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();
}
