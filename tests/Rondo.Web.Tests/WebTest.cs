using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using Rondo.Client;
using Rondo.Web.Session;

namespace Rondo.Web.Tests;

/// <summary>A browser without a browser: components are drawn against an API that a test fills.</summary>
public abstract class WebTest : BunitContext
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    protected WebTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        Services.AddSingleton(new RondoClient(new HttpClient(Api) { BaseAddress = new Uri("http://rondo.test/") }));
        Services.AddScoped<WebSession>();
    }

    internal FakeApi Api { get; } = new();
}
