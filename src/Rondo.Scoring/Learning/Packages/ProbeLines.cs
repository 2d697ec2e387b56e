using System.Text.Json;

namespace Rondo.Engines.Learning.Packages;

/// <summary>Probes as JSON lines: <c>{"features": {"column": value}, "score": 0.5}</c>.</summary>
internal static class ProbeLines
{
    /// <summary>More would only take longer: a mistake shows on the first few.</summary>
    public const int Most = 10_000;

    private static readonly JsonDocumentOptions Bounds = new() { MaxDepth = 8 };

    public static void Write(IEnumerable<Probe> probes, Stream stream)
    {
        foreach (var probe in probes)
        {
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                json.WritePropertyName("features");
                probe.Features.WriteTo(json);
                json.WriteNumber("score", probe.Score);
                json.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }
    }

    /// <exception cref="InvalidDataException">A line is no probe, or there are too many.</exception>
    public static IReadOnlyList<Probe> Read(Stream stream)
    {
        using var lines = new StreamReader(stream);
        var probes = new List<Probe>();
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            BoundedJson.Require(probes.Count < Most, $"more than {Most} probes");
            probes.Add(Parse(line, probes.Count + 1));
        }

        return probes;
    }

    private static Probe Parse(string line, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Bounds);
            var root = document.RootElement;
            BoundedJson.Require(root.ValueKind == JsonValueKind.Object && root.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Object, $"probe {number} has no object 'features'");
            BoundedJson.Require(root.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.Number && score.GetDouble() is >= 0 and <= 1, $"probe {number} has no 'score' from 0 to 1");
            return new Probe(root.GetProperty("features").Clone(), root.GetProperty("score").GetDouble());
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"The document is broken: probe {number} is no JSON: {broken.Message}", broken);
        }
    }
}
