using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rondo.Kernel.Events;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Jobs;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;
using Rondo.Kernel.Owners;
using Rondo.Kernel.Schedules;
using Rondo.Kernel.Tools;
using Rondo.Kernel.UseCases;

namespace Rondo.Kernel;

/// <summary>The kernel's services, and how everything that is found by its interface is found.</summary>
public sealed class KernelModule : IModule
{
    /// <summary>Interfaces whose implementations are found in every module's assembly.</summary>
    public static IReadOnlyList<Type> FoundByInterface { get; } =
    [
        typeof(IGateRule), typeof(IStageReporter), typeof(IDecisionFinder), typeof(ICardWriter), typeof(ILoopFinder),
        typeof(ILedgerListener), typeof(IJobHandler), typeof(IOwnerBehavior), typeof(IScheduledWork), typeof(ITool),
    ];

    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IIdSource, IdSource>();
        services.AddSingleton<ILedger, LedgerService>();
        services.AddSingleton<GateKeeper>();
        services.AddSingleton<OverviewBuilder>();
        services.AddScoped<Desk>();
    }

    /// <summary>Registers every implementation of the found interfaces in an assembly, as singletons.</summary>
    public static void AddFound(IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            foreach (var service in FoundByInterface.Where(service => service.IsAssignableFrom(type)))
            {
                services.AddSingleton(service, type);
            }
        }
    }
}
