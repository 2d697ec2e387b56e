using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rondo.Engines.Learning;
using Rondo.Engines.Learning.Features;
using Rondo.Engines.Learning.Imports;
using Rondo.Engines.Learning.Packages;
using Rondo.Engines.Tables;
using Rondo.Engines.Tables.Duck;
using Rondo.Engines.Tables.Sql;

namespace Rondo.Engines;

/// <summary>Registers the engines: readers of tables, feature spaces, learners and the formats of their models.</summary>
public static class EnginesModule
{
    private static readonly Type[] Found = [typeof(ITableReader), typeof(ILearner), typeof(IModelFormat), typeof(IModelImport)];

    /// <summary>
    /// Adds <see cref="ITables"/>, <see cref="IFeatureSpaces"/>, <see cref="IPartitionedExport"/>, <see cref="ISqlSources"/> and every <see cref="ITableReader"/>, <see cref="ILearner"/>,
    /// <see cref="IModelFormat"/> and <see cref="IModelImport"/> of the engines and of scoring. They are found by type, so that a new one is one new file.
    /// </summary>
    /// <param name="services">The collection to add to.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddEngines(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<ITables, TableEntrance>();
        services.TryAddSingleton<IFeatureSpaces, FeatureSpaces>();
        services.TryAddSingleton<IModelPackages, ModelPackages>();
        services.TryAddSingleton<IPartitionedExport, ParquetExport>();
        services.TryAddSingleton<ISqlSources, PostgresSources>();
        foreach (var type in typeof(EnginesModule).Assembly.GetTypes().Concat(typeof(ModelFormats).Assembly.GetTypes()).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            if (type is not { IsClass: true, IsAbstract: false })
            {
                continue;
            }

            foreach (var service in Found.Where(service => service.IsAssignableFrom(type)))
            {
                services.TryAddEnumerable(ServiceDescriptor.Singleton(service, type));
            }
        }

        return services;
    }
}
