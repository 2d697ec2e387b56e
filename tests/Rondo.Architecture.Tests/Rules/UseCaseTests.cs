using System.Reflection;
using System.Text.RegularExpressions;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.UseCases;

namespace Rondo.Architecture.Rules;

/// <summary>A use case as it is found.</summary>
internal sealed record FoundUseCase(Type Type, UseCaseAttribute Says)
{
    public static IReadOnlyList<FoundUseCase> All { get; } = In(House.Assemblies.SelectMany(House.Types));

    public MethodInfo? Handle => Type.GetMethod("Handle", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);

    public static IReadOnlyList<FoundUseCase> In(IEnumerable<Type> types) =>
    [
        .. from type in types
           let says = type.GetCustomAttribute<UseCaseAttribute>()
           where says is not null
           orderby says.Path, says.Method
           select new FoundUseCase(type, says),
    ];
}

/// <summary>What every use case must bring, because endpoint, command, rights and reference are made from it.</summary>
internal static partial class UseCaseRules
{
    public static IEnumerable<string> Violations(IReadOnlyList<FoundUseCase> found)
    {
        foreach (var useCase in found)
        {
            foreach (var fault in Faults(useCase))
            {
                yield return $"{useCase.Type.Name}: {fault}";
            }
        }

        foreach (var twice in found.GroupBy(useCase => Holes().Replace(useCase.Says.Http, "{}")).Where(group => group.Count() > 1))
        {
            yield return $"{twice.Key} is the route of {Names(twice)}.";
        }

        foreach (var twice in found.GroupBy(useCase => useCase.Says.Command).Where(group => group.Count() > 1))
        {
            yield return $"'{twice.Key}' is the command of {Names(twice)}.";
        }
    }

    private static IEnumerable<string> Faults(FoundUseCase useCase)
    {
        var (type, says) = useCase;
        if (!Route().IsMatch(says.Http))
        {
            yield return $"'{says.Http}' is not a method and a path of lower-case words.";
        }

        if (!Command().IsMatch(says.Command))
        {
            yield return $"'{says.Command}' is not a noun and a verb.";
        }

        if (!Sentence().IsMatch(says.Says))
        {
            yield return $"'{says.Says}' is not a sentence that begins with a capital letter and ends with a full stop.";
        }

        if (!type.IsAbstract || !type.IsSealed || type.IsVisible)
        {
            yield return "a use case is an internal static class.";
        }

        var writes = !says.Http.StartsWith("GET ", StringComparison.Ordinal);
        var rights = (type.IsDefined(typeof(AllowedToAttribute)) ? 1 : 0) + (type.IsDefined(typeof(AllowedToAllAttribute)) ? 1 : 0);
        if (writes && rights != 1)
        {
            yield return "what changes something says with AllowedTo or AllowedToAll, and one of them only, who may.";
        }

        var returned = useCase.Handle?.ReturnType;
        if (returned is null || !returned.IsGenericType || returned.GetGenericTypeDefinition() != typeof(Task<>) || !returned.GetGenericArguments()[0].IsAssignableTo(typeof(IAnswer)))
        {
            yield return "it needs one static method Handle that returns Task<Answer<T>>.";
        }
        else if (useCase.Handle!.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken)))
        {
            yield return "Handle takes a CancellationToken, so that a caller who leaves stops the work.";
        }

        var missing = Holes().Matches(says.Path).Select(hole => hole.Value.Trim('{', '}')).Where(hole => useCase.Handle?.GetParameters().Any(parameter => parameter.Name == hole) != true).ToList();
        if (missing.Count > 0)
        {
            yield return $"its path names {string.Join(", ", missing)}, but Handle does not take it.";
        }
    }

    private static string Names(IEnumerable<FoundUseCase> found) => string.Join(" and ", found.Select(useCase => useCase.Type.FullName));

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Holes();

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE) (/([a-z0-9-]+|\{[a-z]+\}))+$")]
    private static partial Regex Route();

    [GeneratedRegex("^[a-z][a-z-]*( [a-z][a-z-]*)?$")]
    private static partial Regex Command();

    [GeneratedRegex(@"^[A-Z].{8,}\.$")]
    private static partial Regex Sentence();
}

public sealed class UseCaseTests
{
    [Fact]
    public void Every_use_case_is_complete_and_none_stands_in_the_way_of_another()
    {
        FoundUseCase.All.Count.ShouldBeGreaterThan(20, "The use cases were not found.");
        UseCaseRules.Violations(FoundUseCase.All).ShouldBeEmpty();
    }

    [Fact]
    public void The_server_finds_the_same_use_cases()
    {
        var modules = House.Load("rondo").GetType("Rondo.Server.Hosting.Modules", throwOnError: true)!;
        var found = (System.Collections.IEnumerable)modules.GetMethod("UseCases")!.Invoke(null, null)!;

        found.Cast<(Type Type, UseCaseAttribute, MethodInfo)>().Select(useCase => useCase.Type).ShouldBe(FoundUseCase.All.Select(useCase => useCase.Type), ignoreOrder: true);
    }

    [Fact]
    public void A_good_use_case_is_left_alone() => Judge(typeof(PlantedGood)).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(PlantedWithoutRights), "who may")]
    [InlineData(typeof(PlantedWithBothRights), "who may")]
    [InlineData(typeof(PlantedWithoutSentence), "full stop")]
    [InlineData(typeof(PlantedWithoutHandle), "Handle that returns")]
    [InlineData(typeof(PlantedWithoutAnswer), "Handle that returns")]
    [InlineData(typeof(PlantedDeaf), "CancellationToken")]
    [InlineData(typeof(PlantedBadRoute), "lower-case words")]
    [InlineData(typeof(PlantedBadCommand), "noun and a verb")]
    [InlineData(typeof(PlantedHole), "does not take it")]
    [InlineData(typeof(PlantedOpen), "internal static class")]
    public void A_planted_fault_is_seen(Type planted, string fault) => Judge(planted).ShouldHaveSingleItem().ShouldContain(fault);

    [Fact]
    public void Planted_twins_of_route_and_command_are_seen() =>
        UseCaseRules.Violations(FoundUseCase.In([typeof(PlantedGood), typeof(PlantedTwin)])).Count().ShouldBe(2);

    private static IEnumerable<string> Judge(Type type) => UseCaseRules.Violations(FoundUseCase.In([type]));

    [UseCase("PUT /things/{thing}", "thing write", "Writes one planted thing.")]
    [AllowedTo(Role.Admin)]
    private static class PlantedGood
    {
        internal static Task<Answer<Done>> Handle(string thing, CancellationToken cancellation) => Task.FromResult<Answer<Done>>(Done.Well);
    }

    [UseCase("PUT /things/{other}", "thing write", "Writes another planted thing.")]
    [AllowedToAll]
    private static class PlantedTwin
    {
        internal static Task<Answer<Done>> Handle(string other, CancellationToken cancellation) => PlantedGood.Handle(other, cancellation);
    }

    [UseCase("PUT /things", "thing write", "Writes one planted thing.")]
    private static class PlantedWithoutRights
    {
        internal static Task<Answer<Done>> Handle(CancellationToken cancellation) => PlantedGood.Handle("", cancellation);
    }

    [UseCase("PUT /things", "thing write", "Writes one planted thing.")]
    [AllowedTo(Role.Admin)]
    [AllowedToAll]
    private static class PlantedWithBothRights
    {
        internal static Task<Answer<Done>> Handle(CancellationToken cancellation) => PlantedGood.Handle("", cancellation);
    }

    [UseCase("GET /things", "thing list", "things")]
    private static class PlantedWithoutSentence
    {
        internal static Task<Answer<Done>> Handle(CancellationToken cancellation) => PlantedGood.Handle("", cancellation);
    }

    [UseCase("GET /things", "thing list", "Lists planted things.")]
    private static class PlantedWithoutHandle;

    [UseCase("GET /things", "thing list", "Lists planted things.")]
    private static class PlantedWithoutAnswer
    {
        internal static Task<string> Handle(CancellationToken cancellation) => Task.FromResult("");
    }

    [UseCase("GET /things", "thing list", "Lists planted things.")]
    private static class PlantedDeaf
    {
        internal static Task<Answer<Done>> Handle() => PlantedGood.Handle("", default);
    }

    [UseCase("FETCH /Things", "thing list", "Lists planted things.")]
    [AllowedToAll]
    private static class PlantedBadRoute
    {
        internal static Task<Answer<Done>> Handle(CancellationToken cancellation) => PlantedGood.Handle("", cancellation);
    }

    [UseCase("GET /things", "List all things", "Lists planted things.")]
    private static class PlantedBadCommand
    {
        internal static Task<Answer<Done>> Handle(CancellationToken cancellation) => PlantedGood.Handle("", cancellation);
    }

    [UseCase("GET /things/{thing}", "thing show", "Shows one planted thing.")]
    private static class PlantedHole
    {
        internal static Task<Answer<Done>> Handle(CancellationToken cancellation) => PlantedGood.Handle("", cancellation);
    }

    [UseCase("GET /things", "thing list", "Lists planted things.")]
    private sealed class PlantedOpen
    {
        internal static Task<Answer<Done>> Handle(CancellationToken cancellation) => PlantedGood.Handle("", cancellation);
    }
}
