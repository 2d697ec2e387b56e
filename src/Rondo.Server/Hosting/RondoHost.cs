using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Http.Features;
using Rondo.Cluster;
using Rondo.Contracts;
using Rondo.Deployment.Decisions;
using Rondo.Engines;
using Rondo.Engines.Tables;
using Rondo.Interop;
using Rondo.Kernel.People;
using Rondo.Server.Http;
using Rondo.Storage.Embedded;
using Rondo.Web;
using Rondo.Web.Session;

namespace Rondo.Server.Hosting;

/// <summary>Puts one server together.</summary>
internal static class RondoHost
{
    // Without encryption one address speaks either HTTP/1.1 or HTTP/2, so gRPC has its own. The web's stand first: they are what people are told.
    private static void Listen(WebApplicationBuilder builder, ServerOptions options)
    {
        if (options.Grpc is null)
        {
            builder.WebHost.UseUrls(options.Urls);
            return;
        }

        foreach (var (i, url) in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            builder.Configuration[$"Kestrel:Endpoints:1-web-{i}:Url"] = url;
        }

        builder.Configuration["Kestrel:Endpoints:2-grpc:Url"] = options.Grpc;
        builder.Configuration["Kestrel:Endpoints:2-grpc:Protocols"] = "Http2";
    }

    /// <summary>Builds a server that is ready to start.</summary>
    public static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "rondo" });
        Listen(builder, options);

        // A page in somebody's browser must not reach this server under a name of its own.
        builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });

        // Run from the build's output, the web's files lie in their packages; published, they lie in wwwroot.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.Logging.ClearProviders();
        if (!options.Quiet)
        {
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
            // The host would make a scope and an activity for every request in case somebody logs within it; nobody writes them.
            builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
            builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Orleans", LogLevel.Error).AddFilter("Polly", LogLevel.Warning);
        }

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.Clock);
        builder.Services.ConfigureHttpJsonOptions(json => RondoJson.Configure(json.SerializerOptions));
        // So that what is wrong with a body is said, and not only that something is.
        builder.Services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = options.MaxBodyBytes);
        builder.Services.AddOpenApi();
        builder.AddTelemetry();
        builder.Services.AddBusyLimit(options);
        builder.Services.AddScoped<CallerSource>();
        builder.Services.AddScoped(services => services.GetRequiredService<CallerSource>().Caller);
        builder.Services.AddSingleton<IApiAddress, OwnAddress>();
        builder.Services.AddHostedService<FirstPeople>();
        builder.Services.AddInterop();
        builder.Services.AddEngines();
        builder.Services.Configure<SqlSourceOptions>(sources =>
        {
            foreach (var (name, connection) in options.Sources)
            {
                sources.Connections[name] = connection;
            }
        });
        builder.Services.AddEmbeddedStorage(storage => (storage.DataFolder, storage.SyncBeforeAnswer) = (options.DataFolder, options.Sync));
        Modules.Add(builder.Services);
        builder.Services.Configure<DecisionOptions>(decisions => decisions.DegradeOnLoss = options.DegradeOnLoss);
        builder.AddCluster();
        builder.Services.AddRondoWeb();

        var app = builder.Build();
        app.UseProblemResponses();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.Use(CallerSource.ReadAsync));
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/v2"), pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapOpenApi();
        app.MapUseCases();
        app.MapInterop(BusyLimit.Policy);
        app.MapJobEvents();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint();
        app.MapStaticAssets();
        app.MapRondoWeb();
        return app;
    }
}

/// <summary>The first people of a new data folder: one for each role, so that one person alone can try everything.</summary>
internal sealed class FirstPeople(IPeopleStore people) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if ((await people.ListAsync(cancellationToken)).Count > 0)
        {
            return;
        }

        foreach (var role in Enum.GetValues<Role>())
        {
            await people.SaveAsync(new Person { Id = WireWords.Write(role).Replace('_', '-'), Name = char.ToUpperInvariant(role.Words()[0]) + role.Words()[1..], Roles = [role] }, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
