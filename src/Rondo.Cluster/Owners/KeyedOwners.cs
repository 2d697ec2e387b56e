using Rondo.Cluster.Silo;
using Rondo.Kernel.Owners;

namespace Rondo.Cluster.Owners;

/// <summary>Finds an owner's grain and asks it.</summary>
internal sealed class KeyedOwners(SiloService silo) : IKeyedOwners
{
    public async ValueTask<string> AskAsync(string kind, string key, string message, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(key);
        if (kind.Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException($"A kind of owner holds no slash; got '{kind}'.", nameof(kind));
        }

        cancellation.ThrowIfCancellationRequested();
        return await silo.Grains.GetGrain<IOwnerGrain>($"{kind}/{key}").AskAsync(message).WaitAsync(cancellation);
    }
}
