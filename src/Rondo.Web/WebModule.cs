using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using Rondo.Client;
using Rondo.Web.Session;

namespace Rondo.Web;

/// <summary>The pages: a client of the HTTP API like any other.</summary>
public static class WebModule
{
    private const string HttpName = "rondo-web";

    /// <summary>Registers the pages' services. The host registers an <see cref="IApiAddress"/> beside them.</summary>
    public static IServiceCollection AddRondoWeb(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
            options.SnackbarConfiguration.VisibleStateDuration = 5000;
            options.SnackbarConfiguration.ShowTransitionDuration = 150;
            options.SnackbarConfiguration.HideTransitionDuration = 150;
        });
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();

        // Five minutes: measuring a large data set's readiness is one request, and cutting it short would only hide its answer.
        services.AddHttpClient(HttpName, http => http.Timeout = TimeSpan.FromMinutes(5));
        services.AddScoped(provider =>
        {
            var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpName);
            http.BaseAddress = provider.GetRequiredService<IApiAddress>().Address;
            return new RondoClient(http);
        });
        services.AddScoped<WebSession>();
        return services;
    }

    /// <summary>Maps the pages. Static assets (<c>MapStaticAssets</c>) and <c>UseAntiforgery</c> are the host's.</summary>
    public static IEndpointRouteBuilder MapRondoWeb(this IEndpointRouteBuilder routes)
    {
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return routes;
    }
}
