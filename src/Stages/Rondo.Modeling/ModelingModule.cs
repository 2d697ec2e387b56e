using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.UseCases;
using Rondo.Modeling.Runs;
using Rondo.Modeling.Training;

namespace Rondo.Modeling;

/// <summary>The Modeling stage.</summary>
public sealed class ModelingModule : IModule
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<ModelFiles>();
        services.AddSingleton<ModelImporter>();
        services.AddSingleton<ModelTrainer>();
        services.AddSingleton<ManyClasses>();
    }
}
