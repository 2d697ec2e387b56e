using System.Diagnostics;
using System.Net;

namespace Rondo.Serving.Bench;

/// <summary>A server under test: how it is started, and where it answers.</summary>
/// <param name="Name">Name.</param>
/// <param name="Command">Command line.</param>
/// <param name="Url">Where it scores.</param>
/// <param name="Form">Form of the requests: decision or flat.</param>
/// <param name="Folder">Working folder; empty for this one.</param>
/// <param name="Environment">Environment.</param>
internal sealed record Runner(string Name, string[] Command, string Url, string Form, string Folder = "", IReadOnlyDictionary<string, string>? Environment = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Starts it and waits until it answers anything at all.</summary>
    public async Task<Process> StartAsync()
    {
        var start = new ProcessStartInfo(Command[0]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var part in Command.Skip(1))
        {
            start.ArgumentList.Add(part);
        }

        foreach (var (name, value) in Environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is { Length: > 0 } said ? $"  {Name}: {said}\n" : "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var began = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(new Uri(Url), "/"));
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    return process;
                }
            }
            catch (HttpRequestException) when (began.Elapsed < Patience && !process.HasExited)
            {
                // Not there yet.
            }

            await Task.Delay(200);
        }
    }

    /// <summary>
    /// From here on the server has one core for itself, and the load the other. Not before it is warm: on one core the
    /// runtime puts off its final compilation for as long as there is load.
    /// </summary>
    public static async Task PinAsync(Process process)
    {
        using var pin = Process.Start(new ProcessStartInfo("taskset", ["-a", "-p", "-c", Wrk.ServerCore, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        await pin.StandardOutput.ReadToEndAsync();
        await pin.WaitForExitAsync();
    }

    /// <summary>Ends a process of ours.</summary>
    public static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
