using Orleans;
using Rondo.Cluster.Silo;

namespace Rondo.Cluster.Owners;

/// <summary>One owner. Its key is <c>kind/key</c>; the kind holds no slash, the key may.</summary>
internal interface IOwnerGrain : IGrainWithStringKey
{
    /// <summary>Handles a message after all that came before it.</summary>
    Task<string> AskAsync(string message);
}

/// <summary>Not reentrant: that is the promise of <see cref="Kernel.Owners.IKeyedOwners"/>.</summary>
internal sealed class OwnerGrain(OwnerBehaviors behaviors, BackgroundRuns runs) : Grain, IOwnerGrain
{
    public async Task<string> AskAsync(string message)
    {
        var name = this.GetPrimaryKeyString();
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return await behaviors.Of(name[..slash]).HandleAsync(name[(slash + 1)..], message, runs.Stopping);
    }
}
