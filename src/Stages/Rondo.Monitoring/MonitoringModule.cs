using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.UseCases;

namespace Rondo.Monitoring;

/// <summary>The Monitoring stage.</summary>
public sealed class MonitoringModule : IModule
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
    }
}
