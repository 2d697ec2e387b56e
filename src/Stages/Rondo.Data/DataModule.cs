using Microsoft.Extensions.DependencyInjection;
using Rondo.Data.Datasets;
using Rondo.Data.Judgement;
using Rondo.Kernel.UseCases;

namespace Rondo.Data;

/// <summary>The Data stage.</summary>
public sealed class DataModule : IModule
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<DatasetFiles>();
        services.AddSingleton<DatasetTables>();
        services.AddSingleton<QuickModels>();
        services.AddSingleton<ReadinessJudge>();
        foreach (var check in Checks)
        {
            services.AddSingleton(typeof(IDataCheck), check);
        }
    }

    /// <summary>Every check of this assembly: a new one is a new file.</summary>
    internal static IReadOnlyList<Type> Checks { get; } =
        [.. typeof(DataModule).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IDataCheck))).OrderBy(type => type.Name, StringComparer.Ordinal)];
}
