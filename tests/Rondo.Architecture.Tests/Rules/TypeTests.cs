using System.Reflection;

namespace Rondo.Architecture.Rules;

/// <summary>Rules about every type that a person wrote.</summary>
internal static class TypeRules
{
    /// <summary>Classes that could be sealed and are not: nobody derives from them, and no page stands behind them.</summary>
    public static IEnumerable<string> Unsealed(IReadOnlyList<Type> types)
    {
        var bases = types.Select(type => type.BaseType).OfType<Type>().Select(Open).ToHashSet();
        return types
            .Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false } && !bases.Contains(Open(type)) && !IsPage(type))
            .Select(type => $"{type.FullName} is not sealed and nobody derives from it.");
    }

    /// <summary>Public types of a stage beyond its module and its options.</summary>
    public static IEnumerable<string> TooPublic(IEnumerable<Type> types) => types
        .Where(type => type.IsVisible && !IsModule(type) && !type.Name.EndsWith("Options", StringComparison.Ordinal))
        .Select(type => $"{type.FullName} is public; of a stage only its module and its options are.");

    public static double ShareOfInternal(IReadOnlyList<Type> types) => types.Count(type => !type.IsVisible) / (double)types.Count;

    private static bool IsModule(Type type) => type.IsAssignableTo(typeof(Kernel.UseCases.IModule));

    /// <summary>Razor writes a page's class, and writes it open.</summary>
    private static bool IsPage(Type type) => type.GetInterface("Microsoft.AspNetCore.Components.IComponent") is not null;

    private static Type Open(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}

public sealed class TypeTests(ITestOutputHelper output)
{
    public static TheoryData<string> Stages => [.. House.Stages.Select(stage => stage.Name)];

    [Fact]
    public void Classes_are_sealed()
    {
        // A test kit is there to be derived from, by other projects.
        IReadOnlyList<Type> types = [.. House.Assemblies.Where(assembly => assembly.GetName().Name != "Rondo.Storage.TestKit").SelectMany(House.Types)];

        types.Count.ShouldBeGreaterThan(300, "The assemblies were not read.");
        TypeRules.Unsealed(types).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Of_a_stage_only_its_module_and_options_are_public(string stage) =>
        TypeRules.TooPublic(House.Types(House.Load(stage))).ShouldBeEmpty();

    [Fact]
    public void Most_of_the_program_is_internal()
    {
        // Contracts, and libraries that are packages of their own, are public by trade.
        string[] byTrade = ["Rondo.Contracts", "Rondo.Client", "Rondo.Statistics", "Rondo.Storage.TestKit", "Rondo.Engines.Abstractions", "Rondo.Worlds"];
        foreach (var assembly in House.Assemblies)
        {
            IReadOnlyList<Type> types = [.. House.Types(assembly).Where(type => !type.IsNested)];
            output.WriteLine($"{assembly.GetName().Name}: {types.Count} types, {TypeRules.ShareOfInternal(types):P0} internal.");
        }

        IReadOnlyList<Type> all = [.. House.Assemblies.SelectMany(House.Types).Where(type => !type.IsNested)];
        IReadOnlyList<Type> inside = [.. all.Where(type => !byTrade.Contains(type.Assembly.GetName().Name))];
        output.WriteLine($"All: {all.Count} types, {TypeRules.ShareOfInternal(all):P0} internal; without what is public by trade: {TypeRules.ShareOfInternal(inside):P0}.");

        TypeRules.ShareOfInternal(inside).ShouldBeGreaterThan(0.4);
    }

    [Fact]
    public void A_planted_open_class_is_seen() =>
        TypeRules.Unsealed([typeof(PlantedOpen), typeof(PlantedBase), typeof(PlantedDerived)]).ShouldHaveSingleItem().ShouldContain(nameof(PlantedOpen));

    [Fact]
    public void A_planted_public_type_is_seen() =>
        TypeRules.TooPublic([typeof(TypeTests), typeof(PlantedOpen), typeof(Kernel.KernelModule)]).ShouldHaveSingleItem().ShouldContain(nameof(TypeTests));

    [Fact]
    public void The_share_counts_what_other_projects_cannot_see() =>
        TypeRules.ShareOfInternal([typeof(TypeTests), typeof(PlantedOpen)]).ShouldBe(0.5);

    private class PlantedOpen;

    private class PlantedBase;

    private sealed class PlantedDerived : PlantedBase;
}
