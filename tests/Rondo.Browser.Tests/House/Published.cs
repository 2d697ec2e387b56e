using System.Diagnostics;

namespace Rondo.Browser.House;

/// <summary>
/// The published server: a web page's own files are complete only there. Taken from the folder in
/// <c>RONDO_PUBLISHED</c> where the whole test run has published already, or published once.
/// </summary>
internal static class Published
{
    public static async Task<string> ExecutableAsync()
    {
        if (Environment.GetEnvironmentVariable("RONDO_PUBLISHED") is { Length: > 0 } given)
        {
            return Executable(given);
        }

        var root = Root();
        var folder = Path.Combine(root, "artifacts", "browser-app");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in new[] { "publish", "src/Rondo.Server/Rondo.Server.csproj", "-c", "Release", "-o", folder, "-v", "q", "-nologo" })
        {
            start.ArgumentList.Add(word);
        }

        using var publish = Process.Start(start)!;
        var errors = publish.StandardError.ReadToEndAsync();
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Executable(folder) : throw new InvalidOperationException($"The server could not be published: {output}{await errors}");
    }

    private static string Executable(string folder)
    {
        var file = Path.Combine(folder, OperatingSystem.IsWindows() ? "rondo.exe" : "rondo");
        return File.Exists(file) ? file : throw new FileNotFoundException("The published server has no executable.", file);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rondo.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Run from a folder below Rondo.slnx.");
    }
}
