using System.CommandLine;

namespace Rondo.Server.Commands;

/// <summary>Options that many commands share.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document and nothing else." };

    public static Option<string> DataFolder() => new("--data-dir") { Description = "Folder that holds everything that is kept. Default: rondo-data.", DefaultValueFactory = _ => "rondo-data" };

    public static Option<string> Urls(string fallback) => new("--urls") { Description = $"Address to listen on; only this machine. Default: {fallback}.", DefaultValueFactory = _ => fallback };
}
