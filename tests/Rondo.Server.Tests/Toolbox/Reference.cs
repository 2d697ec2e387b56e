using System.Text.Json;
using Rondo.Tests;

namespace Rondo.Server.Tests.Toolbox;

/// <summary>Numbers that were computed elsewhere, and commands that must give them.</summary>
internal static class Reference
{
    public static JsonElement Of(string folder, string file = "reference.json")
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.File(folder, file)));
        return document.RootElement.Clone();
    }

    /// <summary>Runs a command that must end well and returns its document.</summary>
    public static async Task<JsonElement> GoodAsync(params string[] arguments)
    {
        var run = await RondoProcess.RunAsync([.. arguments, "--json"]);
        run.ExitCode.ShouldBe(0, run.Error + run.Output);
        run.Output.ShouldNotContain("NaN", Case.Sensitive);
        run.Json().GetProperty("sentence").GetString().ShouldNotBeNullOrEmpty();
        return run.Json();
    }

    /// <summary>Runs a command whose input must be refused and returns the problem.</summary>
    public static async Task<JsonElement> RefusedAsync(string code, params string[] arguments)
    {
        var run = await RondoProcess.RunAsync([.. arguments, "--json"]);
        run.ExitCode.ShouldBe(4, run.Error + run.Output);
        run.Json().GetProperty("code").GetString().ShouldBe(code);
        run.Json().GetProperty("next_step").GetString().ShouldNotBeNullOrEmpty();
        return run.Json();
    }

    /// <summary>A number, or the value of an estimate.</summary>
    public static double Value(this JsonElement document, string name)
    {
        var found = document.GetProperty(name);
        return found.ValueKind == JsonValueKind.Object ? found.GetProperty("value").GetDouble() : found.GetDouble();
    }
}
