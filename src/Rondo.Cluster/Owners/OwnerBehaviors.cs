using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.Owners;

namespace Rondo.Cluster.Owners;

/// <summary>
/// The behaviours by kind. They are made when the first owner is asked, not with this object: a behaviour may use the
/// ledger, which uses owners.
/// </summary>
internal sealed class OwnerBehaviors(IServiceProvider services)
{
    private readonly Lazy<FrozenDictionary<string, IOwnerBehavior>> _behaviors = new(() => Find(services));

    /// <summary>The behaviour of a kind.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public IOwnerBehavior Of(string kind) => _behaviors.Value.TryGetValue(kind, out var behavior)
        ? behavior
        : throw new InvalidOperationException($"No owner behaviour of kind '{kind}' is registered. Known: {string.Join(", ", _behaviors.Value.Keys.Order(StringComparer.Ordinal))}.");

    private static FrozenDictionary<string, IOwnerBehavior> Find(IServiceProvider services)
    {
        var found = services.GetServices<IOwnerBehavior>().ToList();
        var twice = found.GroupBy(behavior => behavior.Kind, StringComparer.Ordinal).FirstOrDefault(kind => kind.Count() > 1);
        return twice is null
            ? found.ToFrozenDictionary(behavior => behavior.Kind, StringComparer.Ordinal)
            : throw new InvalidOperationException($"Two owner behaviours have the kind '{twice.Key}': {string.Join(" and ", twice.Select(behavior => behavior.GetType().FullName))}.");
    }
}
