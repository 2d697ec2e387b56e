using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Rondo.Web.Session;

namespace Rondo.Server.Hosting;

/// <summary>Where this server listens: the web is a client of the API like any other.</summary>
internal sealed class OwnAddress(IServer server) : IApiAddress
{
    public Uri Address => new(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? throw new InvalidOperationException("The server does not listen yet."));
}
