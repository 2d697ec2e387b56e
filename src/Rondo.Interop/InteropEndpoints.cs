using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Rondo.Interop;

/// <summary>A protocol of others that the program speaks.</summary>
internal interface IProtocol
{
    /// <summary>Adds its addresses.</summary>
    /// <param name="routes">Routes.</param>
    /// <param name="bounded">Name of the rate limit under which decisions are asked for.</param>
    void Map(IEndpointRouteBuilder routes, string bounded);
}

/// <summary>Protocols of others.</summary>
public static class InteropEndpoints
{
    private const int MostBytes = 64 << 20;

    /// <summary>Adds what the protocols need.</summary>
    public static IServiceCollection AddInterop(this IServiceCollection services)
    {
        services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = MostBytes);
        return services;
    }

    /// <summary>Adds every protocol of this library.</summary>
    /// <param name="routes">Routes.</param>
    /// <param name="bounded">Name of the rate limit under which decisions are asked for.</param>
    public static void MapInterop(this IEndpointRouteBuilder routes, string bounded)
    {
        foreach (var type in typeof(InteropEndpoints).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IProtocol))))
        {
            ((IProtocol)Activator.CreateInstance(type)!).Map(routes, bounded);
        }
    }
}
