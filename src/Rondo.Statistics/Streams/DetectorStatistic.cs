using System.Text.Json;

namespace Rondo.Statistics;

/// <summary>A detector run over a list of values; the result lists the 0-based indices of the changes.</summary>
internal abstract class DetectorStatistic(Descriptor descriptor, Func<StatisticInputs, IStreamDetector> create) : Statistic(descriptor, inputs => Detect(inputs, create(inputs)))
{
    internal static Input[] Values { get; } = [new("values", Shape.Numbers, "The stream, oldest first.", MayMiss: true)];

    internal static Input[] Errors { get; } = [new("values", Shape.Numbers, "1 for a wrong decision and 0 for a right one, oldest first.", MayMiss: true)];

    internal const string EdgeCases = "Undefined on empty input. Missing and infinite values are skipped. A constant stream raises no alarm.";

    internal static string ShiftExample { get; } = $$"""{"values": [{{string.Join(", ", Enumerable.Range(0, 160).Select(i => i < 80 ? i % 2 : 5 + (i % 2)))}}]}""";

    internal static string ErrorExample { get; } = $$"""{"values": [{{string.Join(", ", Enumerable.Range(0, 160).Select(i => i < 80 ? (i % 8 == 0 ? 1 : 0) : (i % 8 == 0 ? 0 : 1)))}}]}""";

    internal IStreamDetector Create(StatisticInputs inputs) => create(inputs);

    private static StatisticResult Detect(StatisticInputs inputs, IStreamDetector detector)
    {
        double[] values = inputs.Numbers("values");
        List<double> at = [], directions = [], warnings = [];
        for (var i = 0; i < values.Length; i++)
        {
            if (detector.Update(values[i]))
            {
                at.Add(i);
                directions.Add(detector.Direction);
            }
            else if (detector.IsWarning)
            {
                warnings.Add(i);
            }
        }

        return StatisticResult.Of(new Estimate(at.Count, values.Length, double.NaN, double.NaN, 0.95, "none"), ("first", at.Count > 0 ? at[0] : -1)) with
        {
            Lists = new Dictionary<string, double[]> { ["detections"] = [.. at], ["directions"] = [.. directions], ["warnings"] = [.. warnings] },
        };
    }
}

/// <summary>Detectors by name, for tools that let their user choose one.</summary>
public static class StreamDetectors
{
    /// <summary>Ids of all detectors; each is also a statistic of the catalogue, with its parameters described there.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. StatisticCatalogue.All.OfType<DetectorStatistic>().Select(d => d.Descriptor.Id)];

    /// <summary>Makes a detector.</summary>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    /// <param name="parameters">Parameters by name; those left out have their defaults.</param>
    /// <exception cref="StatisticInputException">The id or a parameter is not known or out of range.</exception>
    public static IStreamDetector Create(string id, IReadOnlyDictionary<string, string>? parameters = null)
    {
        if (StatisticCatalogue.Find(id) is not DetectorStatistic statistic)
        {
            throw new StatisticInputException([$"There is no detector '{id}'. Known: {string.Join(", ", Ids)}."]);
        }

        var pairs = (parameters ?? new Dictionary<string, string>()).Select(p => $"\"{JsonEncodedText.Encode(p.Key)}\": \"{JsonEncodedText.Encode(p.Value)}\"");
        return statistic.Create(StatisticInputs.Parse(statistic.Descriptor, $$"""{"values": [], {{string.Join(", ", pairs)}}}""".Replace(", }", "}", StringComparison.Ordinal)));
    }
}
