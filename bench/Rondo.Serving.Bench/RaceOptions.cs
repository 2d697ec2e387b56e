using System.Globalization;

namespace Rondo.Serving.Bench;

/// <summary>What is raced, and for how long.</summary>
/// <param name="Seconds">Seconds of load a measurement.</param>
/// <param name="Rounds">Rounds; in each, every runner runs once at every number of connections.</param>
/// <param name="Connections">Connections.</param>
/// <param name="Peers">Folder of the peers' scripts; null without.</param>
/// <param name="Only">Runners by name; empty for all.</param>
/// <param name="Server">The program itself; the one built beside this one unless named.</param>
/// <param name="Keep">Data folder of the server, kept for the next run; null for a new one each time.</param>
internal sealed record RaceOptions(int Seconds, int Rounds, IReadOnlyList<int> Connections, string? Peers, IReadOnlyList<string> Only, string? Keep, string Server)
{
    public static RaceOptions Parse(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        int Whole(string name, int fallback) => Value(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
        return new RaceOptions(
            Whole("--seconds", 6),
            Whole("--rounds", 3),
            [.. (Value("--connections") ?? "1,16,64").Split(',').Select(one => int.Parse(one, CultureInfo.InvariantCulture))],
            Value("--peers"),
            (Value("--only") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries),
            Value("--keep"),
            Value("--server") ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Rondo.Server/bin/Release/net10.0/rondo")));
    }
}
