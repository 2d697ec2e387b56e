using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment;

/// <summary>The Deployment stage.</summary>
public sealed class DeploymentModule : IModule
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
    }
}
