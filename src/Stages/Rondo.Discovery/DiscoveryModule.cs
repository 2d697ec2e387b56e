using Microsoft.Extensions.DependencyInjection;
using Rondo.Discovery.Templates;
using Rondo.Kernel.UseCases;

namespace Rondo.Discovery;

/// <summary>The Discovery stage.</summary>
public sealed class DiscoveryModule : IModule
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
        foreach (var template in Templates)
        {
            services.AddSingleton(typeof(IProductTemplate), template);
        }
    }

    /// <summary>Every template of this assembly: a new one is a new file.</summary>
    internal static IReadOnlyList<Type> Templates { get; } =
        [.. typeof(DiscoveryModule).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IProductTemplate))).OrderBy(type => type.Name, StringComparer.Ordinal)];
}
