using System.Text;

namespace Rondo.Engines.Learning.Onnx;

/// <summary>
/// Looks at a model before the runtime does: only operators that a tabular model needs and whose work grows with the row and
/// the stored weights, no loops, nothing outside the file. Reads the protobuf of ONNX (onnx.proto3) just far enough.
/// </summary>
internal static class OnnxGuard
{
    private const int MaxNodes = 20_000;
    private const int MaxDepth = 4;

    private static readonly HashSet<string> Tabular = new(StringComparer.Ordinal)
    {
        "ai.onnx.ml:ArrayFeatureExtractor", "ai.onnx.ml:Binarizer", "ai.onnx.ml:CastMap", "ai.onnx.ml:CategoryMapper", "ai.onnx.ml:FeatureVectorizer",
        "ai.onnx.ml:Imputer", "ai.onnx.ml:LabelEncoder", "ai.onnx.ml:LinearClassifier", "ai.onnx.ml:LinearRegressor", "ai.onnx.ml:Normalizer",
        "ai.onnx.ml:OneHotEncoder", "ai.onnx.ml:Scaler", "ai.onnx.ml:SVMClassifier", "ai.onnx.ml:SVMRegressor", "ai.onnx.ml:TreeEnsemble",
        "ai.onnx.ml:TreeEnsembleClassifier", "ai.onnx.ml:TreeEnsembleRegressor", "ai.onnx.ml:ZipMap",
        "Abs", "Add", "And", "ArgMax", "ArgMin", "BatchNormalization", "Cast", "Ceil", "Clip", "Concat", "Constant", "Div", "Dropout", "Elu", "Equal", "Erf",
        "Exp", "Flatten", "Floor", "Gather", "Gelu", "Gemm", "Greater", "GreaterOrEqual", "HardSigmoid", "Identity", "IsInf", "IsNaN", "LayerNormalization",
        "LeakyRelu", "Less", "LessOrEqual", "Log", "LogSoftmax", "MatMul", "Max", "Mean", "Min", "Mul", "Neg", "Not", "Or", "PRelu", "Pow", "Reciprocal",
        "ReduceL2", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceSum", "Relu", "Reshape", "Round", "Selu", "Shape", "Sigmoid", "Sign", "Slice",
        "Softmax", "Softplus", "Softsign", "Split", "Sqrt", "Squeeze", "Sub", "Sum", "Tanh", "TopK", "Transpose", "Unsqueeze", "Where", "Xor",
    };

    /// <exception cref="InvalidDataException">No ONNX model, or one that may do more than score a row.</exception>
    public static void Check(ReadOnlySpan<byte> model)
    {
        var (graphs, nodes) = (0, 0);
        foreach (var field in new Fields(model))
        {
            if (field is { Number: 7, IsBytes: true })
            {
                graphs++;
                Graph(field.Bytes, 0, ref nodes);
            }

            BoundedJson.Require(field.Number != 25, "it defines functions of its own");
        }

        BoundedJson.Require(graphs == 1, "it is no ONNX model");
    }

    private static void Graph(ReadOnlySpan<byte> graph, int depth, ref int nodes)
    {
        BoundedJson.Require(depth < MaxDepth, "its graphs are nested too deeply");
        foreach (var field in new Fields(graph))
        {
            if (!field.IsBytes)
            {
                continue;
            }

            if (field.Number == 1)
            {
                BoundedJson.Require(++nodes <= MaxNodes, $"it has more than {MaxNodes} operators");
                Node(field.Bytes, depth, ref nodes);
            }
            else if (field.Number is 5 or 15)
            {
                Tensor(field.Bytes);
            }
        }
    }

    private static void Node(ReadOnlySpan<byte> node, int depth, ref int nodes)
    {
        var (type, domain) = ("", "");
        foreach (var field in new Fields(node))
        {
            switch (field)
            {
                case { Number: 4, IsBytes: true }:
                    type = Encoding.UTF8.GetString(field.Bytes);
                    break;
                case { Number: 7, IsBytes: true }:
                    domain = Encoding.UTF8.GetString(field.Bytes);
                    break;
                case { Number: 5, IsBytes: true }:
                    Attribute(field.Bytes, depth, ref nodes);
                    break;
            }
        }

        var name = domain is "" or "ai.onnx" ? type : $"{domain}:{type}";
        BoundedJson.Require(Tabular.Contains(name), $"its operator '{(name.Length > 60 ? name[..60] : name)}' is not one that is run here");
    }

    private static void Attribute(ReadOnlySpan<byte> attribute, int depth, ref int nodes)
    {
        foreach (var field in new Fields(attribute))
        {
            if (field is { Number: 5 or 10, IsBytes: true })
            {
                Tensor(field.Bytes);
            }
            else if (field is { Number: 6 or 11, IsBytes: true })
            {
                Graph(field.Bytes, depth + 1, ref nodes);
            }
        }
    }

    private static void Tensor(ReadOnlySpan<byte> tensor)
    {
        foreach (var field in new Fields(tensor))
        {
            BoundedJson.Require(field.Number is not (13 or 14) || (field.Number == 14 && field.Whole == 0), "its weights lie outside the file");
        }
    }

    /// <summary>One field of a message.</summary>
    private readonly ref struct Field(int number, bool isBytes, ulong whole, ReadOnlySpan<byte> bytes)
    {
        public int Number { get; } = number;

        public bool IsBytes { get; } = isBytes;

        public ulong Whole { get; } = whole;

        public ReadOnlySpan<byte> Bytes { get; } = bytes;
    }

    /// <summary>Goes through the fields of a message (developers.google.com/protocol-buffers, encoding).</summary>
    private ref struct Fields(ReadOnlySpan<byte> message)
    {
        private ReadOnlySpan<byte> _rest = message;

        public Field Current { get; private set; }

        public readonly Fields GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            var tag = Varint();
            var number = (int)(tag >> 3);
            Current = (tag & 7) switch
            {
                0 => new Field(number, false, Varint(), default),
                1 => new Field(number, false, 0, Take(8)),
                2 => new Field(number, true, 0, Take(Varint())),
                5 => new Field(number, false, 0, Take(4)),
                _ => throw new InvalidDataException("The document is broken: it is no ONNX model."),
            };
            return true;
        }

        private ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; shift < 64; shift += 7)
            {
                var bits = Take(1)[0];
                value |= (ulong)(bits & 0x7F) << shift;
                if (bits < 0x80)
                {
                    return value;
                }
            }

            throw new InvalidDataException("The document is broken: a number has no end.");
        }

        private ReadOnlySpan<byte> Take(ulong count)
        {
            BoundedJson.Require(count <= (ulong)_rest.Length, "it is cut off");
            var taken = _rest[..(int)count];
            _rest = _rest[(int)count..];
            return taken;
        }
    }
}
