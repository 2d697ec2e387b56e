using System.Globalization;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Statistics;

namespace Rondo.Kernel.Tools.Statistics;

/// <summary>One statistic with all that its descriptor states, and an example that runs.</summary>
internal sealed class ShowStatistic : ITool
{
    public ToolDescriptor Descriptor { get; } = new(
        "stats show",
        "Shows one statistic: meaning, range, inputs, parameters, source and an example that runs.",
        [("ID", "Name of the statistic, for example krippendorff_alpha.")],
        []);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input.Arguments[0]));

    private static Answer<ToolResult> Run(string id)
    {
        if (!StatisticLookup.Find(id).Try(out var found, out var refusal))
        {
            return refusal;
        }

        var descriptor = found.Descriptor;
        var entry = StatisticEntry.Of(descriptor);
        using var example = JsonDocument.Parse(descriptor.Example);
        var document = new
        {
            sentence = descriptor.Meaning,
            entry.Id,
            entry.Name,
            entry.Family,
            entry.Meaning,
            entry.Unit,
            entry.Low,
            entry.High,
            entry.Direction,
            descriptor.MinimumSample,
            inputs = descriptor.Inputs.Select(input => new { input.Name, shape = WireWords.Write(input.Shape), input.Meaning, input.Optional, input.MayMiss, input.SameLengthAs }),
            parameters = descriptor.Parameters.Select(parameter => new { parameter.Name, parameter.Meaning, parameter.Default, low = parameter.Low.OrNull(), high = parameter.High.OrNull(), parameter.Choices }),
            descriptor.EdgeCases,
            descriptor.Source,
            example = example.RootElement.Clone(),
        };
        return new ToolResult(document, $"{descriptor.Name}: {descriptor.Meaning}")
        {
            Tables =
            [
                new("", ["", ""], [["value", $"{entry.Range} ({descriptor.Unit}), {entry.Direction.Replace('_', ' ')}"], ["at least", Plural.Of(descriptor.MinimumSample, "sampling unit")], ["edge cases", descriptor.EdgeCases], ["source", descriptor.Source]]),
                new("Inputs", ["name", "shape", "meaning"], [.. descriptor.Inputs.Select(input => (IReadOnlyList<string>)[input.Name, WireWords.Write(input.Shape).Replace('_', ' '), input.Optional ? $"{input.Meaning} (optional)" : input.Meaning])]),
                new("Parameters", ["name", "default", "range", "meaning"], [.. descriptor.Parameters.Select(parameter => (IReadOnlyList<string>)[parameter.Name, parameter.Default, Range(parameter), parameter.Meaning])]),
                new("Example", ["save as example.json, then: rondo stats run " + descriptor.Id + " --input example.json"], [[descriptor.Example]]),
            ],
        };
    }

    private static string Range(Parameter parameter) => parameter.Choices.Count > 0
        ? string.Join(", ", parameter.Choices)
        : (parameter.Low.OrNull(), parameter.High.OrNull()) switch
        {
            ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"{low} to {high}"),
            ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"at least {low}"),
            (null, { } high) => string.Create(CultureInfo.InvariantCulture, $"at most {high}"),
            _ => "any",
        };
}
