using System.Text;

namespace Rondo.Tests;

/// <summary>Writes small ONNX models by hand (protobuf of onnx.proto3), so that tests need no binary files and no converter.</summary>
internal sealed class TinyOnnx
{
    private readonly List<byte> _bytes = [];

    /// <summary>sigmoid(rows x weights + bias), one matrix in, one column of probabilities out.</summary>
    public static byte[] Logistic(float[] weights, float bias) => Model(
        [
            Node("MatMul", ["x", "w"], ["xw"]), Node("Add", ["xw", "b"], ["z"]), Node("Sigmoid", ["z"], ["p"]),
        ],
        [Tensor("w", [weights.Length, 1], weights), Tensor("b", [1], [bias])],
        [Value("x", 1, [0, weights.Length])],
        [Value("p", 1, [0, 1])]);

    /// <summary>One input a column: a number, and a text that adds to the log-odds where it is a certain one.</summary>
    public static byte[] NumberAndText(string number, string text, string equals, float slope, float lift) => Model(
        [
            Node("LabelEncoder", [text], ["inner_t"], "ai.onnx.ml", [Strings("keys_strings", [equals]), Floats("values_floats", [lift]), Float("default_float", 0)]),
            Node("Mul", [number, "s"], ["inner_n"]), Node("Add", ["inner_n", "inner_t"], ["z"]), Node("Sigmoid", ["z"], ["p"]),
        ],
        [Tensor("s", [1], [slope])],
        [Value(number, 1, [0, 1]), Value(text, 8, [0, 1])],
        [Value("p", 1, [0, 1])]);

    /// <summary>The same, answered with a map from class to probability for each row, as converters for scikit-learn do it unless told otherwise.</summary>
    public static byte[] LogisticWithMaps(float[] weights, float bias) => Model(
        [
            Node("MatMul", ["x", "w"], ["xw"]), Node("Add", ["xw", "b"], ["z"]), Node("Sigmoid", ["z"], ["p"]), Node("Sub", ["one", "p"], ["q"]),
            Node("Concat", ["q", "p"], ["both"], "", [new TinyOnnx().Text(1, "axis").Whole(3, 1).Whole(20, 2)]),
            Node("ZipMap", ["both"], ["maps"], "ai.onnx.ml", [new TinyOnnx().Text(1, "classlabels_int64s").Whole(8, 0).Whole(8, 1).Whole(20, 7)]),
        ],
        [Tensor("w", [weights.Length, 1], weights), Tensor("b", [1], [bias]), Tensor("one", [1], [1])],
        [Value("x", 1, [0, weights.Length])],
        [new TinyOnnx().Text(1, "maps").Message(2, new TinyOnnx().Message(4, new TinyOnnx().Message(1, new TinyOnnx().Message(5, new TinyOnnx().Whole(1, 7).Message(2, new TinyOnnx().Message(1, new TinyOnnx().Whole(1, 1)))))))]);

    /// <summary>A model of one operator that is not a tabular model's.</summary>
    public static byte[] WithOperator(string type, string domain = "") => Model([Node(type, ["x"], ["p"], domain)], [], [Value("x", 1, [0, 2])], [Value("p", 1, [0, 1])]);

    /// <summary>Weights that lie in another file.</summary>
    public static byte[] WithWeightsElsewhere() => Model(
        [Node("MatMul", ["x", "w"], ["p"])],
        [new TinyOnnx().Whole(1, 2).Whole(1, 1).Whole(2, 1).Text(8, "w").Message(13, new TinyOnnx().Text(1, "location").Text(2, "/etc/passwd")).Whole(14, 1)],
        [Value("x", 1, [0, 2])],
        [Value("p", 1, [0, 1])]);

    public static byte[] Model(IEnumerable<TinyOnnx> nodes, IEnumerable<TinyOnnx> tensors, IEnumerable<TinyOnnx> inputs, IEnumerable<TinyOnnx> outputs)
    {
        var graph = new TinyOnnx();
        nodes.ToList().ForEach(node => graph.Message(1, node));
        graph.Text(2, "tiny");
        tensors.ToList().ForEach(tensor => graph.Message(5, tensor));
        inputs.ToList().ForEach(input => graph.Message(11, input));
        outputs.ToList().ForEach(output => graph.Message(12, output));
        return [.. new TinyOnnx().Whole(1, 8).Message(7, graph).Message(8, new TinyOnnx().Text(1, "").Whole(2, 17)).Message(8, new TinyOnnx().Text(1, "ai.onnx.ml").Whole(2, 3))._bytes];
    }

    private static TinyOnnx Node(string type, string[] inputs, string[] outputs, string domain = "", params TinyOnnx[] attributes)
    {
        var node = new TinyOnnx();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        foreach (var output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(4, type);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute);
        }

        return domain.Length > 0 ? node.Text(7, domain) : node;
    }

    private static TinyOnnx Strings(string name, string[] values)
    {
        var attribute = new TinyOnnx().Text(1, name);
        foreach (var value in values)
        {
            attribute.Text(9, value);
        }

        return attribute.Whole(20, 8);
    }

    private static TinyOnnx Floats(string name, float[] values)
    {
        var attribute = new TinyOnnx().Text(1, name);
        foreach (var value in values)
        {
            attribute.Single(7, value);
        }

        return attribute.Whole(20, 6);
    }

    private static TinyOnnx Float(string name, float value) => new TinyOnnx().Text(1, name).Single(2, value).Whole(20, 1);

    private static TinyOnnx Tensor(string name, int[] dimensions, float[] values)
    {
        var tensor = new TinyOnnx();
        foreach (var dimension in dimensions)
        {
            tensor.Whole(1, (ulong)dimension);
        }

        return tensor.Whole(2, 1).Text(8, name).Raw(9, [.. values.SelectMany(BitConverter.GetBytes)]);
    }

    // A dimension of 0 stands for "any number".
    private static TinyOnnx Value(string name, int type, int[] dimensions)
    {
        var shape = new TinyOnnx();
        foreach (var dimension in dimensions)
        {
            shape.Message(1, dimension == 0 ? new TinyOnnx().Text(2, "n") : new TinyOnnx().Whole(1, (ulong)dimension));
        }

        return new TinyOnnx().Text(1, name).Message(2, new TinyOnnx().Message(1, new TinyOnnx().Whole(1, (ulong)type).Message(2, shape)));
    }

    private TinyOnnx Whole(int field, ulong value)
    {
        Varint(((ulong)field << 3) | 0);
        Varint(value);
        return this;
    }

    private TinyOnnx Single(int field, float value)
    {
        Varint(((ulong)field << 3) | 5);
        _bytes.AddRange(BitConverter.GetBytes(value));
        return this;
    }

    private TinyOnnx Text(int field, string value) => Raw(field, Encoding.UTF8.GetBytes(value));

    private TinyOnnx Message(int field, TinyOnnx message) => Raw(field, [.. message._bytes]);

    private TinyOnnx Raw(int field, byte[] value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
    }
}
