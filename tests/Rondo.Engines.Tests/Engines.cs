using Microsoft.Extensions.DependencyInjection;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Tests;

/// <summary>The engines as the product registers them, made without a container.</summary>
internal static class Engines
{
    private static readonly IServiceCollection Registered = new ServiceCollection().AddEngines();

    public static ITables Tables { get; } = (ITables)Activator.CreateInstance(ImplementationOf<ITables>(), new object[] { All<ITableReader>() })!;

    public static IFeatureSpaces Spaces { get; } = (IFeatureSpaces)Activator.CreateInstance(ImplementationOf<IFeatureSpaces>())!;

    public static IReadOnlyList<ILearner> Learners { get; } = All<ILearner>();

    public static IReadOnlyList<IModelFormat> Formats { get; } = All<IModelFormat>();

    public static ILearner Learner(string id) => Learners.Single(learner => learner.Descriptor.Id == id);

    public static IModelFormat Format(string learner) => Formats.Single(format => format.Learner == learner);

    private static Type ImplementationOf<T>() => Registered.Single(service => service.ServiceType == typeof(T)).ImplementationType!;

    private static T[] All<T>() =>
        [.. Registered.Where(service => service.ServiceType == typeof(T)).Select(service => (T)Activator.CreateInstance(service.ImplementationType!)!)];
}
