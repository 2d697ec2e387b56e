using System.Globalization;
using System.Text.Json.Serialization;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Statistics;
using Estimate = Rondo.Contracts.Estimate;

namespace Rondo.Kernel.Tools.Statistics;

/// <summary>What running a statistic gave.</summary>
internal sealed record StatisticRun
{
    /// <summary>The answer in words.</summary>
    public required string Sentence { get; init; }

    /// <summary>Statistic.</summary>
    public required string Statistic { get; init; }

    /// <summary>Value; null where the input leaves it undefined.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? Value { get; init; }

    /// <summary>The same with its interval.</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>Further numbers by name; null where undefined.</summary>
    public required IReadOnlyDictionary<string, double?> Details { get; init; }

    /// <summary>Further lists by name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double?>> Lists { get; init; }

    /// <summary>Why there is no value, where there is none.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}

/// <summary>Runs any statistic of the library on JSON.</summary>
internal sealed class RunStatistic : ITool
{
    public static readonly ProblemCode BadInput = new("statistic_input", 422, "The input does not fit the statistic");

    // JSON is held whole; tables belong to the commands that read them as tables.
    private const long MostBytes = 256L << 20;

    public ToolDescriptor Descriptor { get; } = new(
        "stats run",
        "Runs any statistic on a JSON object of its inputs.",
        [("ID", "Name of the statistic, for example krippendorff_alpha.")],
        [new("--input", "JSON file: an object of the inputs and parameters by name.", Required: true)]);

    public async Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation)
    {
        if (!StatisticLookup.Find(input.Arguments[0]).Try(out var statistic, out var refusal) || !ToolInput.Open(input.Text("--input")).Try(out var stream, out refusal))
        {
            return refusal;
        }

        await using (stream)
        {
            if (stream.Length > MostBytes)
            {
                return new Refusal(BadInput, $"'{input.Text("--input")}' holds {stream.Length:N0} bytes; the limit is {MostBytes:N0}.", "Give a sample, or use the command that reads tables.");
            }

            using var reader = new StreamReader(stream);
            return Run(statistic, await reader.ReadToEndAsync(cancellation));
        }
    }

    internal static Answer<ToolResult> Run(IStatistic statistic, string json)
    {
        var descriptor = statistic.Descriptor;
        StatisticInputs inputs;
        try
        {
            inputs = StatisticInputs.Parse(descriptor, json);
        }
        catch (StatisticInputException unfit)
        {
            return new Refusal(BadInput, string.Join(" ", unfit.Faults), $"See 'rondo stats show {descriptor.Id}' for the inputs and an example that runs.");
        }

        var result = statistic.Run(inputs);
        var estimate = result.Value.ToWire();
        var sentence = Sentence(descriptor, estimate, result.Reason);
        var run = new StatisticRun
        {
            Sentence = sentence,
            Statistic = descriptor.Id,
            Value = estimate.Value,
            Estimate = estimate,
            Details = result.Details.ToDictionary(pair => pair.Key, pair => pair.Value.OrNull()),
            Lists = result.Lists.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double?>)[.. pair.Value.Select(EstimateWire.OrNull)]),
            Findings = result.Reason is { } reason
                ? [new Finding { Code = "undefined_value", Severity = Severity.Warning, Sentence = $"{descriptor.Name} has no value here: {reason}", NextStep = $"See 'rondo stats show {descriptor.Id}' for what it needs." }]
                : [],
        };
        return new ToolResult(run, sentence)
        {
            Tables = [new("Details", ["name", "value"], [.. run.Details.Select(pair => (IReadOnlyList<string>)[pair.Key, pair.Value is { } value ? value.ToString("G6", CultureInfo.InvariantCulture) : "undefined"])])],
        };
    }

    private static string Sentence(Descriptor descriptor, Estimate estimate, string? reason) =>
        estimate.Value is not { } value ? $"{descriptor.Name} cannot be computed: {reason}" :
        estimate is { Low: { } low, High: { } high } ? string.Create(CultureInfo.InvariantCulture, $"{descriptor.Name} is {value:G4} ({low:G4} to {high:G4}, n = {estimate.N}).") :
        string.Create(CultureInfo.InvariantCulture, $"{descriptor.Name} is {value:G4} (n = {estimate.N}).");
}
