using System.Diagnostics;
using System.Text.Json;
using Rondo.Tests;

namespace Rondo.Server.Tests;

/// <summary>The built <c>rondo</c> executable, run as a user runs it.</summary>
internal static class RondoProcess
{
    /// <summary>What a run left behind.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Error)
    {
        /// <summary>Standard output as the one JSON document that <c>--json</c> promises.</summary>
        public JsonElement Json()
        {
            using var document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }

    public static async Task<Outcome> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable()) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await error);
    }

    // The test project's own configuration, so that a release run tests the release build.
    private static string Executable()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var file = Path.Combine(SharedData.RepoRoot(), "src", "Rondo.Server", "bin", configuration, "net10.0", OperatingSystem.IsWindows() ? "rondo.exe" : "rondo");
        File.Exists(file).ShouldBeTrue($"build src/Rondo.Server first ({file})");
        return file;
    }
}
