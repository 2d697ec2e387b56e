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
        services.AddSingleton<QuickModels>();
        services.AddSingleton<ReadinessJudge>();
    }
}
