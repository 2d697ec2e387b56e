using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel.Tools;
using Spectre.Console;

namespace Rondo.Server.Commands.Output;

/// <summary>Writes to people or to machines: with <c>--json</c> one document on standard output and nothing else there.</summary>
internal static class Printer
{
    private static readonly IAnsiConsole Errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static int Problem(Problem problem, bool json, int? exitCode = null)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(problem, RondoJson.Indented));
        }
        else
        {
            Errors.MarkupLineInterpolated($"[red]{problem.Title}[/] ({problem.Code})");
            Errors.WriteLine(problem.Detail);
            foreach (var finding in (problem.Findings ?? []).Skip(1))
            {
                Errors.WriteLine($"  - {finding.Sentence}");
            }

            Errors.WriteLine($"What to do: {problem.NextStep}");
        }

        return exitCode ?? ExitCode.Of(problem);
    }

    public static void Json(object document) => Console.Out.WriteLine(JsonSerializer.Serialize(document, document.GetType(), RondoJson.Indented));

    public static void Result(ToolResult result)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{result.Sentence}[/]");
        foreach (var shown in result.Tables.Where(shown => shown.Rows.Count > 0))
        {
            var table = new Table().Title(Markup.Escape(shown.Title)).Border(TableBorder.Simple);
            foreach (var column in shown.Columns)
            {
                table.AddColumn(Markup.Escape(column));
            }

            foreach (var row in shown.Rows)
            {
                table.AddRow([.. row.Select(Markup.Escape)]);
            }

            AnsiConsole.Write(table);
        }
    }

    /// <summary>A JSON answer for people: its sentence first where it has one, then the rest, indented.</summary>
    public static void Answer(JsonElement answer)
    {
        if (Sentence(answer) is { Length: > 0 } sentence)
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{sentence}[/]");
        }

        AnsiConsole.WriteLine(JsonSerializer.Serialize(answer, RondoJson.Indented));
    }

    public static void Progress(string what) => Errors.MarkupLineInterpolated($"[grey]{what}[/]");

    private static string? Sentence(JsonElement answer) =>
        answer.ValueKind != JsonValueKind.Object ? null :
        answer.TryGetProperty("sentence", out var sentence) ? sentence.GetString() :
        answer.TryGetProperty("body", out var body) ? Sentence(body) :
        null;
}
