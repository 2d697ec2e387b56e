using System.Globalization;
using System.Text.Json;

namespace Rondo.Statistics;

/// <summary>Turns JSON into checked inputs, collecting all faults before it refuses.</summary>
internal static class InputReader
{
    internal static StatisticInputs Read(Descriptor descriptor, JsonElement json)
    {
        var faults = new List<string>();
        var inputs = new Dictionary<string, object>();
        var parameters = descriptor.Parameters.ToDictionary(p => p.Name, p => p.Default);
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new StatisticInputException([$"The input of '{descriptor.Id}' must be a JSON object, not {json.ValueKind}."]);
        }

        foreach (var property in json.EnumerateObject())
        {
            if (descriptor.Inputs.FirstOrDefault(i => i.Name == property.Name) is { } input)
            {
                if (ReadInput(input, property.Value, faults) is { } value)
                {
                    inputs[input.Name] = value;
                }
            }
            else if (descriptor.Parameters.FirstOrDefault(p => p.Name == property.Name) is { } parameter)
            {
                ReadParameter(parameter, property.Value, parameters, faults);
            }
            else
            {
                var known = descriptor.Inputs.Select(i => i.Name).Concat(descriptor.Parameters.Select(p => p.Name));
                faults.Add($"'{property.Name}' is not known to '{descriptor.Id}'. Known: {string.Join(", ", known)}.");
            }
        }

        foreach (var input in descriptor.Inputs)
        {
            if (!input.Optional && !inputs.ContainsKey(input.Name) && !json.TryGetProperty(input.Name, out _))
            {
                faults.Add($"'{input.Name}' is missing: {input.Meaning}");
            }
            else if (input.SameLengthAs is { } other && inputs.TryGetValue(input.Name, out var mine) && inputs.TryGetValue(other, out var theirs)
                && ((Array)mine).Length != ((Array)theirs).Length)
            {
                faults.Add($"'{input.Name}' must be as long as '{other}' ({((Array)theirs).Length}). Got {((Array)mine).Length} instead.");
            }
        }

        return faults.Count > 0 ? throw new StatisticInputException(faults) : new StatisticInputs(descriptor, inputs, parameters, GapOf(descriptor, inputs));
    }

    internal static string? GapOf(Descriptor descriptor, Dictionary<string, object> inputs)
    {
        foreach (var input in descriptor.Inputs)
        {
            if (!inputs.TryGetValue(input.Name, out var value))
            {
                continue;
            }

            var count = ((Array)value).Length;
            if (!input.Optional && input.SameLengthAs is null && count < descriptor.MinimumSample)
            {
                return count == 0 ? $"'{input.Name}' is empty." : $"'{input.Name}' holds {count}; at least {descriptor.MinimumSample} are needed.";
            }

            if (!input.MayMiss && FirstMissing(value) is { } at and >= 0)
            {
                return $"'{input.Name}' holds a missing or not finite value at index {at}.";
            }

            if (FirstOutside(value, input.Low, input.High) is { } outside and >= 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"'{input.Name}' holds a value outside {input.Low} to {input.High} at index {outside}.");
            }
        }

        return null;
    }

    private static int FirstMissing(object value) => value switch
    {
        double[] numbers => Array.FindIndex(numbers, x => !double.IsFinite(x)),
        string?[] labels => Array.FindIndex(labels, x => x is null),
        double[][] rows => Array.FindIndex(rows, row => row.Any(x => !double.IsFinite(x))),
        string?[][] rows => Array.FindIndex(rows, row => row.Any(x => x is null)),
        _ => -1,
    };

    private static int FirstOutside(object value, double low, double high) => value switch
    {
        double[] numbers => Array.FindIndex(numbers, x => x < low || x > high),
        double[][] rows => Array.FindIndex(rows, row => row.Any(x => x < low || x > high)),
        _ => -1,
    };

    private static void ReadParameter(Parameter parameter, JsonElement json, Dictionary<string, string> parameters, List<string> faults)
    {
        var text = json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
        if (parameter.Choices.Count > 0)
        {
            if (!parameter.Choices.Contains(text))
            {
                faults.Add($"'{parameter.Name}' must be one of {string.Join(", ", parameter.Choices)}. Got '{text}' instead.");
                return;
            }
        }
        else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !(number >= parameter.Low && number <= parameter.High))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"'{parameter.Name}' must be a number from {parameter.Low} to {parameter.High}. Got '{text}' instead."));
            return;
        }

        parameters[parameter.Name] = text;
    }

    private static object? ReadInput(Input input, JsonElement json, List<string> faults)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            faults.Add($"'{input.Name}' must be a list. Got {json.ValueKind} instead.");
            return null;
        }

        try
        {
            return input.Shape switch
            {
                Shape.Numbers => Each(json, ReadNumber),
                Shape.Flags => Each(json, ReadFlag),
                Shape.Labels => Each(json, ReadLabel),
                Shape.NumberRows => Rows(json, ReadNumber),
                Shape.LabelRows => Rows(json, ReadLabel),
                _ => throw new FormatException($"shape {input.Shape} is not known"),
            };
        }
        catch (FormatException wrong)
        {
            faults.Add($"'{input.Name}' must hold {Words(input.Shape)}: {wrong.Message}.");
            return null;
        }
    }

    private static string Words(Shape shape) => shape switch
    {
        Shape.Numbers => "numbers (null where missing)",
        Shape.Flags => "0 and 1, or true and false",
        Shape.Labels => "texts or numbers (null where missing)",
        Shape.NumberRows => "rows of numbers, all of one length",
        _ => "rows of texts or numbers, all of one length",
    };

    private static T[] Each<T>(JsonElement json, Func<JsonElement, T> read)
    {
        var result = new T[json.GetArrayLength()];
        var i = 0;
        foreach (var element in json.EnumerateArray())
        {
            result[i++] = read(element);
        }

        return result;
    }

    private static T[][] Rows<T>(JsonElement json, Func<JsonElement, T> read)
    {
        var rows = Each(json, row => row.ValueKind == JsonValueKind.Array ? Each(row, read) : throw new FormatException($"{row.GetRawText()} is not a row"));
        return rows.All(row => row.Length == rows[0].Length) ? rows : throw new FormatException("the rows differ in length");
    }

    private static double ReadNumber(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String when json.GetString() is "NaN" or "Infinity" or "-Infinity" => double.Parse(json.GetString()!, CultureInfo.InvariantCulture),
        _ => throw new FormatException($"{json.GetRawText()} is not a number"),
    };

    private static bool ReadFlag(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when json.GetDouble() is 0 or 1 => json.GetDouble() == 1,
        _ => throw new FormatException($"{json.GetRawText()} is neither 0 nor 1"),
    };

    private static string? ReadLabel(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
        JsonValueKind.Null => null,
        _ => throw new FormatException($"{json.GetRawText()} is not a label"),
    };
}
