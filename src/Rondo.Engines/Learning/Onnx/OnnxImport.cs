using Rondo.Engines.Learning.Imports;

namespace Rondo.Engines.Learning.Onnx;

/// <summary>Models in ONNX, for example from skl2onnx, onnxmltools or PyTorch, that give the probability of the positive class.</summary>
internal sealed class OnnxImport : IModelImport
{
    public string FileName => "model.onnx";

    public ImportedModel Read(byte[] model, IReadOnlyList<DeclaredFeature>? features)
    {
        ArgumentNullException.ThrowIfNull(model);
        BoundedJson.Require(features is not null, "an ONNX model does not say which columns it expects; add features.json");
        return new ImportedModel(OnnxModel.Open(model, features!), features!);
    }
}
