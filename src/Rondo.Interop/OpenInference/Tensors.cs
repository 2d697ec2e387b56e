using System.Buffers;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel.Serving;

namespace Rondo.Interop.OpenInference;

/// <summary>
/// Between tensors and rows. A table travels as one tensor a column, of shape [n] or [n, 1], named like the column; or as
/// one tensor of shape [n, k] with all k columns in the order of the model's metadata. The tensor "entity" says whom each
/// row is about. Pure.
/// </summary>
internal static class Tensors
{
    /// <summary>Name of the tensor that says whom a row is about.</summary>
    public const string Entity = "entity";

    /// <summary>Most rows of one call.</summary>
    public const int MostRows = 10_000;

    private const int MostTensors = 10_000;

    /// <summary>What every model returns: one value a row each. The score is null where the fallback answered.</summary>
    public static IReadOnlyList<(string Name, string Datatype, Func<DecisionAnswer, object?> Value)> Outputs { get; } =
    [
        ("score", "FP64", answer => answer.Score),
        ("decision", "BYTES", answer => answer.Decision),
        ("action", "BYTES", answer => answer.Action),
        ("confidence", "BYTES", answer => answer.Confidence),
        ("source", "BYTES", answer => WireWords.Write(answer.Source)),
        ("prediction_id", "BYTES", answer => answer.PredictionId),
    ];

    /// <summary>The rows of a request, or what is wrong with it.</summary>
    /// <param name="request">Request.</param>
    /// <param name="model">What the model reads.</param>
    /// <param name="somebody">Makes an entity for a row that names none.</param>
    public static (IReadOnlyList<DecisionRequest> Rows, string? Error) Rows(InferRequest request, ServedModel model, Func<string> somebody)
    {
        if (request.Inputs is not { Count: > 0 and <= MostTensors } inputs || inputs.Any(input => input is null))
        {
            return ([], $"A request has 1 to {MostTensors} inputs, and none of them is null.");
        }

        var columns = new Dictionary<string, IReadOnlyList<JsonElement>>(StringComparer.Ordinal);
        long? rows = null;
        foreach (var input in inputs)
        {
            if (Read(input, model, columns, ref rows) is { } error)
            {
                return ([], error);
            }
        }

        if (rows is not > 0)
        {
            return ([], "The inputs hold no row.");
        }

        if (Unknown(request.Outputs) is { } output)
        {
            return ([], $"There is no output '{output}'; there are {string.Join(", ", Outputs.Select(one => one.Name))}.");
        }

        columns.Remove(Entity, out var entities);
        var shared = request.Parameters?.GetValueOrDefault(Entity) is { ValueKind: JsonValueKind.String } named ? named.GetString() : null;
        return ([.. Enumerable.Range(0, (int)rows).Select(row => new DecisionRequest { Entity = entities?[row].GetString() ?? shared ?? somebody(), Features = Row(columns, row) })], null);
    }

    /// <summary>The answers as tensors; those that were asked for, or all.</summary>
    public static IReadOnlyList<OutputTensor> Write(IReadOnlyList<DecisionAnswer> answers, IReadOnlyList<AskedOutput>? asked) =>
    [
        .. Outputs
            .Where(output => asked is not { Count: > 0 } || asked.Any(one => one.Name == output.Name))
            .Select(output => new OutputTensor(output.Name, [answers.Count], output.Datatype, [.. answers.Select(output.Value)])),
    ];

    private static string? Unknown(IReadOnlyList<AskedOutput>? asked) =>
        asked?.Select(one => one?.Name ?? "").FirstOrDefault(name => Outputs.All(output => output.Name != name));

    private static string? Read(InputTensor input, ServedModel model, Dictionary<string, IReadOnlyList<JsonElement>> columns, ref long? rows)
    {
        var name = input.Name ?? "";
        if (input.Shape is not { Count: 1 or 2 } shape || shape.Any(size => size is < 1 or > 1_000_000))
        {
            return $"The shape of input '{name}' must be [n] or [n, k] with sizes of at least 1.";
        }

        if (shape[0] > MostRows)
        {
            return $"A call holds up to {MostRows} rows; input '{name}' has {shape[0]}.";
        }

        if (rows is { } known && known != shape[0])
        {
            return $"Input '{name}' has {shape[0]} rows and the ones before have {known}.";
        }

        rows = shape[0];
        var width = shape.Count == 2 ? shape[1] : 1;
        var values = new List<JsonElement>();
        if (input.Data.ValueKind == JsonValueKind.Undefined)
        {
            return $"Input '{name}' has no data.";
        }

        if (!Flatten(input.Data, shape[0] * width, values) || values.Count != shape[0] * width)
        {
            return $"The shape of input '{name}' asks for {shape[0] * width} elements; its data hold {(values.Count > shape[0] * width ? "more" : values.Count)}.";
        }

        if (values.FindIndex(value => !Fits(input.Datatype, value)) is >= 0 and var wrong)
        {
            return $"Element {wrong} of input '{name}' is no {input.Datatype}; known are BOOL, UINT8 to UINT64, INT8 to INT64, FP16 to FP64 and BYTES.";
        }

        if (width == 1)
        {
            return name != Entity && model.Inputs.All(known => known.Name != name)
                    ? $"There is no input '{name}'; see the model's metadata."
                : name == Entity && (input.Datatype != "BYTES" || values.Any(value => value.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(value.GetString())))
                    ? $"The input '{Entity}' says whom each row is about: BYTES, none of them empty."
                : !columns.TryAdd(name, values) ? $"Input '{name}' comes twice."
                : null;
        }

        if (width != model.Inputs.Count)
        {
            return $"Input '{name}' has {width} columns; the model reads {model.Inputs.Count}, in the order of its metadata.";
        }

        for (var column = 0; column < model.Inputs.Count; column++)
        {
            var at = column;
            if (!columns.TryAdd(model.Inputs[column].Name, [.. Enumerable.Range(0, (int)shape[0]).Select(row => values[(row * model.Inputs.Count) + at])]))
            {
                return $"Column '{model.Inputs[column].Name}' comes twice.";
            }
        }

        return null;
    }

    // False where there are more than expected: what is wrong already need not be read to its end.
    private static bool Flatten(JsonElement data, long most, List<JsonElement> into)
    {
        if (data.ValueKind != JsonValueKind.Array)
        {
            into.Add(data);
            return into.Count <= most;
        }

        foreach (var element in data.EnumerateArray())
        {
            if (!Flatten(element, most, into))
            {
                return false;
            }
        }

        return true;
    }

    // null is a missing value, which JSON has no number for.
    private static bool Fits(string? datatype, JsonElement value) => value.ValueKind == JsonValueKind.Null || datatype switch
    {
        "FP16" or "FP32" or "FP64" => value.ValueKind == JsonValueKind.Number,
        "INT8" or "INT16" or "INT32" or "INT64" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "UINT8" or "UINT16" or "UINT32" or "UINT64" => value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out _),
        "BOOL" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "BYTES" => value.ValueKind == JsonValueKind.String,
        _ => false,
    };

    private static JsonElement Row(Dictionary<string, IReadOnlyList<JsonElement>> columns, int row)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            foreach (var (name, values) in columns)
            {
                writer.WritePropertyName(name);
                values[row].WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(bytes.WrittenMemory);
        return document.RootElement.Clone();
    }
}
