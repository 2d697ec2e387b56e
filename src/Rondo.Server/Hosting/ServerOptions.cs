using System.Net;

namespace Rondo.Server.Hosting;

/// <summary>How one server runs.</summary>
internal sealed class ServerOptions
{
    private const string SourcePrefix = "RONDO_SOURCE_";

    /// <summary>Folder that holds everything that is kept. Default: <c>rondo-data</c> in the current folder.</summary>
    public string DataFolder { get; init; } = "rondo-data";

    /// <summary>
    /// Addresses to listen on. Only loopback: in this version whoever reaches the server chooses in which role to act,
    /// so it must not be reachable from other machines. Default: http://127.0.0.1:5180; port 0 takes a free one.
    /// </summary>
    public string Urls { get; init; } = "http://127.0.0.1:5180";

    /// <summary>Address for gRPC, which speaks HTTP/2 and so needs one of its own; null for none. Only loopback, as above.</summary>
    public string? Grpc { get; init; }

    /// <summary>Largest request body in bytes. Guards against a file that fills the disk. Default: 2 GiB.</summary>
    public long MaxBodyBytes { get; init; } = 2L << 30;

    /// <summary>
    /// Decisions under way at once, from 1 to 100,000; four times as many may wait, and whoever comes then is told to come
    /// again. Default: 256, which keeps two cores busy and the wait below a second.
    /// </summary>
    public int MaxDecisions { get; init; } = 256;

    /// <summary>True to acknowledge a fact only once the disk has it, not only the operating system. Default: false; a power cut then takes at most the last second.</summary>
    public bool Sync { get; init; }

    /// <summary>True to give decisions that cannot be made durable, marked as lost. Default: false, no answer is given.</summary>
    public bool DegradeOnLoss { get; init; }

    /// <summary>Connection strings of the databases that may be asked, by name. Default: what the environment says, <c>RONDO_SOURCE_WAREHOUSE</c> for one that is called "warehouse".</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = FromEnvironment();

    /// <summary>Clock; a story is told on one that can be set. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>False to write no log lines to the terminal.</summary>
    public bool Quiet { get; init; }

    // In the environment and not on the command line, which every process of the machine can read.
    private static Dictionary<string, string> FromEnvironment() => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .Where(variable => ((string)variable.Key).StartsWith(SourcePrefix, StringComparison.Ordinal) && variable.Value is string { Length: > 0 })
        .ToDictionary(variable => ((string)variable.Key)[SourcePrefix.Length..].ToLowerInvariant(), variable => (string)variable.Value!, StringComparer.OrdinalIgnoreCase);

    /// <summary>All faults at once; empty where there is none.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        foreach (var (option, url) in Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => ("--urls", url)).Concat(Grpc is null ? [] : [("--grpc", Grpc)]))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
            {
                faults.Add($"{option} must hold addresses like http://127.0.0.1:5180. Got '{url}' instead.");
            }
            else if (uri.Host != "localhost" && !(IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)))
            {
                faults.Add($"{option} must stay on this machine (127.0.0.1, localhost or [::1]), because everybody who reaches the server may act in any role. Got '{url}' instead. Put a reverse proxy that signs people in before it.");
            }
        }

        if (MaxDecisions is < 1 or > 100_000)
        {
            faults.Add($"--max-decisions must be from 1 to 100,000. Got {MaxDecisions} instead.");
        }

        if (MaxBodyBytes < 1024)
        {
            faults.Add("The largest request body must be at least 1,024 bytes.");
        }

        return faults;
    }
}
