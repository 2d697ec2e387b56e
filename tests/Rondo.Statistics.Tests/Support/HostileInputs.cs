using System.Text.Json;
using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

/// <summary>The example of a descriptor with its inputs spoiled: one row, constant, one class, missing, infinite, huge.</summary>
internal static class HostileInputs
{
    public static IEnumerable<string> For(Descriptor descriptor)
    {
        using var document = JsonDocument.Parse(descriptor.Example);
        var example = document.RootElement.Clone();
        Func<JsonElement, Shape, object?[]>[] spoilers =
        [
            (list, _) => First(list, 1),
            (list, _) => First(list, 2),
            (list, shape) => Fill(list, shape, 0),
            (list, shape) => Fill(list, shape, 1),
            (list, shape) => Fill(list, shape, 1e300),
            (list, shape) => Fill(list, shape, -1e300),
            (list, shape) => Fill(list, shape, 1e-310),
            (list, shape) => Fill(list, shape, null),
            (list, shape) => Fill(list, shape, "Infinity"),
            (list, shape) => Fill(list, shape, "NaN"),
        ];
        foreach (var spoil in spoilers)
        {
            yield return Spoil(descriptor, example, spoil, null);
            foreach (var input in descriptor.Inputs)
            {
                yield return Spoil(descriptor, example, spoil, input.Name);
            }
        }
    }

    private static string Spoil(Descriptor descriptor, JsonElement example, Func<JsonElement, Shape, object?[]> spoil, string? only)
    {
        var result = new Dictionary<string, object>();
        foreach (var property in example.EnumerateObject())
        {
            var input = descriptor.Inputs.FirstOrDefault(i => i.Name == property.Name);
            result[property.Name] = input is null || (only is not null && only != input.Name) ? property.Value : spoil(property.Value, input.Shape);
        }

        return JsonSerializer.Serialize(result);
    }

    private static object?[] First(JsonElement list, int count) => [.. list.EnumerateArray().Take(count).Select(e => (object?)e)];

    private static object?[] Fill(JsonElement list, Shape shape, object? value)
    {
        var cell = shape == Shape.Flags && value is not (0 or 1) ? 1 : value;
        return [.. list.EnumerateArray().Select(row => shape is Shape.NumberRows or Shape.LabelRows ? row.EnumerateArray().Select(_ => cell).ToArray() : cell)];
    }
}
