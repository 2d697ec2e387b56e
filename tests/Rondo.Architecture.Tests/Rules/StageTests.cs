using System.Reflection;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;
using Rondo.Kernel.UseCases;

namespace Rondo.Architecture.Rules;

/// <summary>What every stage brings, so that it stands on the loop map and its services are found.</summary>
internal static class StageRules
{
    /// <param name="stage">Name of the stage, for example <c>Discovery</c>.</param>
    /// <param name="types">Its types.</param>
    public static IEnumerable<string> Violations(string stage, IReadOnlyList<Type> types)
    {
        var modules = types.Where(type => type.IsVisible && type.IsAssignableTo(typeof(IModule)) && type.GetConstructor(Type.EmptyTypes) is not null).ToList();
        if (modules.Count != 1)
        {
            yield return $"{stage} has {modules.Count} public modules; it needs one.";
        }

        // A stage without a use case is not furnished yet; Labeling lives inside Data and reports through it.
        var place = Enum.TryParse<Stage>(stage, out _) && types.Any(type => type.IsDefined(typeof(UseCaseAttribute)));
        var reporters = types.Count(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IStageReporter)));
        if (place && reporters != 1)
        {
            yield return $"{stage} has {reporters} reporters; the loop map needs one.";
        }
    }
}

public sealed class StageTests
{
    public static TheoryData<string> Stages => [.. House.Stages.Select(stage => stage.Name)];

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_has_one_module_and_one_reporter(string project) =>
        StageRules.Violations(project["Rondo.".Length..], [.. House.Types(House.Load(project))]).ShouldBeEmpty();

    [Fact]
    public void Every_place_of_the_life_cycle_has_a_project() =>
        Contracts.Stages.All.Select(stage => $"Rondo.{stage}").Except(House.Stages.Select(stage => stage.Name)).ShouldBeEmpty();

    [Fact]
    public void A_planted_stage_without_a_module_is_seen() =>
        StageRules.Violations("Discovery", []).ShouldHaveSingleItem().ShouldContain("0 public modules");

    [Fact]
    public void A_planted_stage_that_does_not_report_is_seen() =>
        StageRules.Violations("Discovery", [typeof(Kernel.KernelModule), typeof(PlantedUseCase)]).ShouldHaveSingleItem().ShouldContain("0 reporters");

    [Fact]
    public void A_planted_stage_that_reports_twice_is_seen() =>
        StageRules.Violations("Discovery", [typeof(Kernel.KernelModule), typeof(PlantedUseCase), typeof(PlantedReporter), typeof(PlantedSecondReporter)]).ShouldHaveSingleItem().ShouldContain("2 reporters");

    [Fact]
    public void A_stage_that_reports_once_is_left_alone() =>
        StageRules.Violations("Discovery", [typeof(Kernel.KernelModule), typeof(PlantedUseCase), typeof(PlantedReporter)]).ShouldBeEmpty();

    [UseCase("GET /planted", "planted show", "Shows what was planted.")]
    private static class PlantedUseCase;

    private sealed class PlantedReporter : IStageReporter
    {
        public StageReport Report(ProductState state) => new(Stage.Discovery, Standing.Good, "Planted.");
    }

    private sealed class PlantedSecondReporter : IStageReporter
    {
        public StageReport Report(ProductState state) => new(Stage.Discovery, Standing.Good, "Planted.");
    }
}
