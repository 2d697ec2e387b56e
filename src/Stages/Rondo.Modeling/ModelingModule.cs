using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.UseCases;

namespace Rondo.Modeling;

/// <summary>The Modeling stage.</summary>
public sealed class ModelingModule : IModule
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
    }
}
