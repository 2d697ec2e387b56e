using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Rondo.Engines;
using Rondo.Engines.Learning;
using Rondo.Kernel;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Tools;
using Rondo.Kernel.UseCases;

namespace Rondo.Architecture;

/// <summary>A problem code and where it is declared.</summary>
internal sealed record FoundProblem(ProblemCode Code, Type Declared);

/// <summary>Everything that the program finds by itself, found the same way.</summary>
internal static class Found
{
    private static readonly Lazy<ServiceProvider> Services = new(Build);

    /// <summary>Every problem code that stands in a static field, by code.</summary>
    public static IReadOnlyList<FoundProblem> Problems { get; } = ProblemsIn(House.Assemblies.SelectMany(House.Types));

    public static IReadOnlyList<IGateRule> GateRules => [.. Services.Value.GetServices<IGateRule>().OrderBy(rule => rule.Descriptor.Gate, StringComparer.Ordinal).ThenBy(rule => rule.Descriptor.Id, StringComparer.Ordinal)];

    public static IReadOnlyList<ITool> Tools => [.. Services.Value.GetServices<ITool>().OrderBy(tool => tool.Descriptor.Name, StringComparer.Ordinal)];

    public static IReadOnlyList<ILearner> Learners => [.. Services.Value.GetServices<ILearner>().OrderBy(learner => learner.Descriptor.Id, StringComparer.Ordinal)];

    public static IReadOnlyList<FoundProblem> ProblemsIn(IEnumerable<Type> types) =>
    [
        .. from type in types
           where !type.ContainsGenericParameters
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           where field.FieldType == typeof(ProblemCode)
           let code = (ProblemCode)field.GetValue(null)!
           orderby code.Code
           select new FoundProblem(code, type),
    ];

    /// <summary>What the toolbox has: engines and every module, no storage and no server.</summary>
    private static ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddEngines();
        foreach (var assembly in House.Assemblies)
        {
            foreach (var module in assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IModule))))
            {
                ((IModule)Activator.CreateInstance(module)!).Add(services);
                KernelModule.AddFound(services, assembly);
            }
        }

        services.AddSingleton<Kernel.Blobs.IBlobStore, NothingKept>();
        return services.BuildServiceProvider();
    }

    private sealed class NothingKept : Kernel.Blobs.IBlobStore
    {
        public ValueTask<Kernel.Blobs.BlobRef?> WriteAsync(Stream content, long maxBytes, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<Stream?> OpenAsync(string hash, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
