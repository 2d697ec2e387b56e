using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rondo.Interop.OpenInference;

/// <summary>A tensor that is sent. Data lie row by row, flat or nested.</summary>
internal sealed record InputTensor(string? Name, IReadOnlyList<long>? Shape, string? Datatype, JsonElement Data);

/// <summary>An output that is asked for.</summary>
internal sealed record AskedOutput(string? Name);

/// <summary>A request to infer.</summary>
internal sealed record InferRequest(string? Id, IReadOnlyDictionary<string, JsonElement>? Parameters, IReadOnlyList<InputTensor>? Inputs, IReadOnlyList<AskedOutput>? Outputs);

/// <summary>A tensor that is returned; one value a row.</summary>
internal sealed record OutputTensor(string Name, IReadOnlyList<long> Shape, string Datatype, IReadOnlyList<object?> Data);

/// <summary>What was inferred.</summary>
internal sealed record InferResponse(
    [property: JsonPropertyName("model_name")] string ModelName,
    [property: JsonPropertyName("model_version")] string ModelVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    IReadOnlyList<OutputTensor> Outputs);

/// <summary>A tensor as a model's metadata describe it.</summary>
internal sealed record TensorMetadata(string Name, string Datatype, IReadOnlyList<long> Shape);

/// <summary>A model as it describes itself.</summary>
internal sealed record ModelMetadata(string Name, IReadOnlyList<string> Versions, string Platform, IReadOnlyList<TensorMetadata> Inputs, IReadOnlyList<TensorMetadata> Outputs);

/// <summary>The server as it describes itself.</summary>
internal sealed record ServerMetadata(string Name, string Version, IReadOnlyList<string> Extensions);

/// <summary>What went wrong, in the protocol's own form.</summary>
internal sealed record InferError(string Error);
