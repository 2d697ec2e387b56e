using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.UseCases;
using Rondo.Monitoring.Drift;
using Rondo.Monitoring.Meters;
using Rondo.Monitoring.Rounds;

namespace Rondo.Monitoring;

/// <summary>The Monitoring stage: monitors, rounds, incidents.</summary>
public sealed class MonitoringModule : IModule
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<ReferenceTables>();
        services.AddSingleton<RoundRunner>();
        foreach (var meter in Meters)
        {
            services.AddSingleton(typeof(IMeter), meter);
        }
    }

    /// <summary>Every meter of this assembly: a new one is a new file.</summary>
    internal static IReadOnlyList<Type> Meters { get; } =
        [.. typeof(MonitoringModule).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IMeter))).OrderBy(type => type.Name, StringComparer.Ordinal)];
}
