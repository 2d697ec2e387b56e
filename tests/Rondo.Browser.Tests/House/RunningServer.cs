using System.Diagnostics;

namespace Rondo.Browser.House;

/// <summary>One server on a free port with a data folder of its own, begun by <c>serve</c> or <c>demo</c>; ended by its own id.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rondo-browser-");
    private readonly Process _process;
    private readonly List<string> _output = [];

    private RunningServer(string executable, IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(executable) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[.. command, "--urls", "http://127.0.0.1:0", "--data-dir", _folder.FullName])
        {
            start.ArgumentList.Add(word);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it answers, with a slash at its end.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts a command and waits until it announces where it listens.</summary>
    public static async Task<RunningServer> StartAsync(string executable, TimeSpan patience, params IReadOnlyList<string> command)
    {
        var server = new RunningServer(executable, command);
        try
        {
            var file = Path.Combine(server._folder.FullName, "server.url");
            var clock = Stopwatch.StartNew();
            while (!File.Exists(file))
            {
                if (server._process.HasExited || clock.Elapsed > patience)
                {
                    throw new InvalidOperationException($"The server did not start: {server.Output}");
                }

                await Task.Delay(100);
            }

            // The file exists a moment before its line is written.
            await Task.Delay(100);
            server.Address = new Uri((await File.ReadAllTextAsync(file)).Trim().TrimEnd('/') + "/");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it wrote to the terminal.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.Add(line.Data ?? "");
        }
    }
}
