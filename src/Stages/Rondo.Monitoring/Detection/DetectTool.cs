using System.Globalization;
using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;
using Rondo.Statistics;

namespace Rondo.Monitoring.Detection;

/// <summary>A change that was noticed.</summary>
/// <param name="Index">Row at which it was noticed, from 0.</param>
/// <param name="Direction"><c>up</c> or <c>down</c>; null for a detector that does not tell.</param>
internal sealed record Detection(int Index, string? Direction);

/// <summary>What a detector noticed in a column.</summary>
/// <param name="Sentence">The answer in one sentence.</param>
/// <param name="Detector">Detector.</param>
/// <param name="Parameters">Every parameter with the value that was used.</param>
/// <param name="Rows">Values that were read.</param>
/// <param name="Detections">Changes in order.</param>
/// <param name="Warnings">Rows at which a change began to show, for detectors that warn.</param>
/// <param name="Findings">What somebody should know.</param>
internal sealed record DetectReport(string Sentence, string Detector, IReadOnlyDictionary<string, object> Parameters, int Rows, IReadOnlyList<Detection> Detections, IReadOnlyList<int> Warnings, IReadOnlyList<Finding> Findings);

/// <summary>When did a stream change?</summary>
internal sealed class DetectTool(ITables tables) : ITool
{
    public ToolDescriptor Descriptor { get; } = new(
        "detect",
        "Says at which rows a stream of numbers changed.",
        [("FILE", "CSV, Parquet or JSON lines, oldest row first; .gz is fine.")],
        [
            new("--column", "Column of numbers; for ddm, eddm and hddm 1 for a wrong decision and 0 for a right one.", Required: true),
            new("--detector", $"One of {string.Join(", ", StreamDetectors.Ids)}.", Required: true),
            new("--param", "NAME=VALUE; 'rondo stats show DETECTOR' lists them. Repeat it for more.", Repeatable: true),
        ]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        var id = input.Text("--detector");
        if (!Given(input).Try(out var given, out var refusal) || !Detector(id, given).Try(out var detector, out refusal) || !tables.ReadFile(input.Arguments[0], new TableReadOptions(), cancellation).Try(out var reading, out refusal) || !reading.Table.RequireNumbers(input.Text("--column")).Try(out var numbers, out refusal))
        {
            return refusal;
        }

        var report = Run(id, detector, Parameters(id, given), numbers.Values);
        return new ToolResult(report, report.Sentence)
        {
            Tables =
            [
                new("Changes", ["row", "direction"], [.. report.Detections.Take(50).Select(one => (IReadOnlyList<string>)[$"{one.Index:N0}", one.Direction ?? ""])]),
                new("Parameters", ["name", "value"], [.. report.Parameters.Select(one => (IReadOnlyList<string>)[one.Key, Convert.ToString(one.Value, CultureInfo.InvariantCulture)!])]),
                new("Findings", ["finding", "next step"], [.. report.Findings.Select(finding => (IReadOnlyList<string>)[finding.Sentence, finding.NextStep])]),
            ],
        };
    }

    internal static DetectReport Run(string id, IStreamDetector detector, IReadOnlyDictionary<string, object> parameters, ReadOnlySpan<double> values)
    {
        List<Detection> found = [];
        List<int> warnings = [];
        var missing = 0;
        for (var row = 0; row < values.Length; row++)
        {
            missing += double.IsFinite(values[row]) ? 0 : 1;
            if (detector.Update(values[row]))
            {
                found.Add(new Detection(row, detector.Direction switch { > 0 => "up", < 0 => "down", _ => null }));
            }
            else if (detector.IsWarning)
            {
                warnings.Add(row);
            }
        }

        IReadOnlyList<Finding> findings = [.. TableFiles.LeftOut(missing, "a number")];
        var sentence = found.Count == 0
            ? $"{id} notices no change in {Plural.Of(values.Length, "row")}."
            : $"{id} notices {Plural.Of(found.Count, "change")} in {Plural.Of(values.Length, "row")}, at {(found.Count == 1 ? "row" : "rows")} {string.Join(", ", found.Take(10).Select(one => one.Index.ToString("N0", CultureInfo.InvariantCulture)))}{(found.Count > 10 ? " ..." : "")}.";
        return new DetectReport(sentence, id, parameters, values.Length, found, warnings, findings);
    }

    private static Answer<IStreamDetector> Detector(string id, IReadOnlyDictionary<string, string> parameters)
    {
        try
        {
            return AnswerOf.Good(StreamDetectors.Create(id, parameters));
        }
        catch (StatisticInputException unfit)
        {
            return new Refusal(ToolInput.InvalidOption, string.Join(" ", unfit.Faults), StreamDetectors.Ids.Contains(id) ? $"See 'rondo stats show {id}' for its parameters." : "Choose one of these detectors.") { Fields = ["--detector", "--param"] };
        }
    }

    private static Answer<IReadOnlyDictionary<string, string>> Given(ToolInput input)
    {
        var given = new Dictionary<string, string>();
        foreach (var pair in input.Texts("--param"))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0 || !given.TryAdd(pair[..cut].Trim(), pair[(cut + 1)..].Trim()))
            {
                return new Refusal(ToolInput.InvalidOption, $"'{pair}' is not NAME=VALUE, or names a parameter twice.", "Write --param delta=0.005.") { Fields = ["--param"] };
            }
        }

        return AnswerOf.Good<IReadOnlyDictionary<string, string>>(given);
    }

    private static Dictionary<string, object> Parameters(string id, IReadOnlyDictionary<string, string> given) =>
        StatisticCatalogue.Find(id)!.Descriptor.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter =>
            {
                var text = given.GetValueOrDefault(parameter.Name, parameter.Default);
                return parameter.Choices.Count == 0 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (object)text;
            });
}
