using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.Jobs;

namespace Rondo.Cluster.Jobs;

/// <summary>The handlers by kind; made late, because a handler may itself start jobs.</summary>
internal sealed class JobHandlers(IServiceProvider services)
{
    private readonly Lazy<IReadOnlyDictionary<string, IJobHandler>> _handlers = new(() => services.GetServices<IJobHandler>().ToDictionary(handler => handler.Kind, StringComparer.Ordinal));

    /// <summary>The handler of a kind, or null.</summary>
    public IJobHandler? Find(string kind) => _handlers.Value.GetValueOrDefault(kind);

    /// <summary>Every kind, in order.</summary>
    public IEnumerable<string> Kinds => _handlers.Value.Keys.Order(StringComparer.Ordinal);
}
