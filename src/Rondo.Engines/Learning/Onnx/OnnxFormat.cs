using System.Buffers.Binary;
using System.Text.Json;
using Rondo.Engines.Learning.Imports;

namespace Rondo.Engines.Learning.Onnx;

/// <summary>Stores an ONNX model behind the columns that it expects: length of the list (4 bytes, little-endian), list as JSON, model.</summary>
internal sealed class OnnxFormat : IModelFormat
{
    /// <summary>Id of the learner.</summary>
    public const string Id = "onnx";

    private const int MaxListBytes = 16 << 20;

    public string Learner => Id;

    public static void Write(IReadOnlyList<DeclaredFeature> features, byte[] onnx, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var list = JsonSerializer.SerializeToUtf8Bytes(features);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, list.Length);
        stream.Write(length);
        stream.Write(list);
        stream.Write(onnx);
    }

    public IModel Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var content = BoundedJson.Whole(stream).ToArray();
        BoundedJson.Require(content.Length > 4, "it is empty");
        var length = BinaryPrimitives.ReadInt32LittleEndian(content);
        BoundedJson.Require(length is > 0 and <= MaxListBytes && length <= content.Length - 4, "its list of columns is cut off");
        try
        {
            var features = JsonSerializer.Deserialize<DeclaredFeature[]>(content.AsSpan(4, length));
            BoundedJson.Require(features is { Length: > 0 } && features.All(feature => feature is { Name: not null }), "its list of columns is empty");
            return OnnxModel.Open(content[(4 + length)..], features!);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException("The document is broken: its list of columns is no JSON.", broken);
        }
    }
}
