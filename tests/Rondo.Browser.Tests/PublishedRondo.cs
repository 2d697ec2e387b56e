using System.Diagnostics;

namespace Rondo.Browser.Tests;

/// <summary>The published server as a process of its own: what a user gets, files of the web included.</summary>
internal sealed class PublishedRondo : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private PublishedRondo(Process process, string folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>Starts a command of the published server and waits until it listens.</summary>
    public static async Task<PublishedRondo> StartAsync(TimeSpan patience, params string[] command)
    {
        var folder = Directory.CreateTempSubdirectory("rondo-browser-").FullName;
        var start = new ProcessStartInfo(Path.Combine(Folder(), "rondo")) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[.. command, "--urls", "http://127.0.0.1:0", "--data-dir", folder])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var said = new List<string>();
        process.OutputDataReceived += (_, line) => said.Add(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Add(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var announced = Path.Combine(folder, "server.url");
        var began = Stopwatch.StartNew();
        while (!File.Exists(announced) || (await File.ReadAllTextAsync(announced)).Length == 0)
        {
            if (process.HasExited || began.Elapsed > patience)
            {
                Assert.Fail($"'rondo {string.Join(' ', command)}' did not listen within {patience}: {string.Join('\n', said.TakeLast(20))}");
            }

            await Task.Delay(100);
        }

        return new PublishedRondo(process, folder, new Uri(await File.ReadAllTextAsync(announced)));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable("RONDO_PUBLISHED");
        if (string.IsNullOrEmpty(folder) || !Directory.Exists(folder))
        {
            Assert.Skip("No published server: run ./eng/test.sh, or set RONDO_PUBLISHED to the folder of 'dotnet publish src/Rondo.Server'.");
        }

        return folder;
    }
}
