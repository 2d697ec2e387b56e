namespace Rondo.Server.Hosting;

/// <summary>Where the server of a data folder listens, so that commands find it.</summary>
internal static class RunningServer
{
    private const string FileName = "server.url";

    public static Task AnnounceAsync(string dataFolder, string url, CancellationToken cancellation) =>
        File.WriteAllTextAsync(Path.Combine(dataFolder, FileName), url, cancellation);

    public static void Withdraw(string dataFolder) => File.Delete(Path.Combine(dataFolder, FileName));

    /// <summary>Its address; null where none was announced or nobody answers there (a server that was killed cannot withdraw).</summary>
    public static async Task<Uri?> FindAsync(string dataFolder, HttpClient http, CancellationToken cancellation)
    {
        var file = Path.Combine(dataFolder, FileName);
        if (!File.Exists(file) || !Uri.TryCreate(await File.ReadAllTextAsync(file, cancellation), UriKind.Absolute, out var url))
        {
            return null;
        }

        try
        {
            using var answer = await http.GetAsync(new Uri(url, "/health/live"), cancellation);
            return answer.IsSuccessStatusCode ? url : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
