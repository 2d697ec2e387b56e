namespace Rondo.Serving.Bench;

/// <summary>An endpoint that returns a constant: what the web server costs when nothing is decided and nothing is kept.</summary>
internal static class BareEndpoint
{
    public static async Task<int> ServeAsync(string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        var answer = new Constant(0.512345, 1, "m:7");
        app.MapPost("/score", () => answer);
        await app.RunAsync();
        return 0;
    }

    internal sealed record Constant(double Score, int Label, string Model);
}
