using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Rondo.Engines.Learning.Imports;

namespace Rondo.Engines.Learning.Onnx;

/// <summary>A model in ONNX, run by ONNX Runtime on one thread. Takes one matrix of all columns, or one input a column.</summary>
internal sealed class OnnxModel : IModel
{
    private const int MostRowsAtOnce = 1_024;
    private const int RowsForImportance = 200;

    private readonly byte[] _onnx;
    private readonly IReadOnlyList<DeclaredFeature> _features;
    private readonly InferenceSession _session;
    private readonly string _output;
    private readonly bool _oneMatrix;

    private OnnxModel(byte[] onnx, IReadOnlyList<DeclaredFeature> features, InferenceSession session, string output, bool oneMatrix) =>
        (_onnx, _features, _session, _output, _oneMatrix) = (onnx, features, session, output, oneMatrix);

    public string Learner => OnnxFormat.Id;

    public int Classes => 2;

    /// <exception cref="InvalidDataException">Broken, hostile, or of a form that is not read here.</exception>
    public static OnnxModel Open(byte[] onnx, IReadOnlyList<DeclaredFeature> features)
    {
        OnnxGuard.Check(onnx);
        InferenceSession? session = null;
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, ExecutionMode = ExecutionMode.ORT_SEQUENTIAL, EnableMemoryPattern = false, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            session = new InferenceSession(onnx, options);
            return new OnnxModel(onnx, features, session, Output(session), Inputs(session, features));
        }
        catch (OnnxRuntimeException broken)
        {
            session?.Dispose();
            throw new InvalidDataException($"ONNX Runtime does not take the model: {broken.Message}", broken);
        }
        catch (InvalidDataException)
        {
            session?.Dispose();
            throw;
        }
    }

    public void Score(ReadOnlySpan<double> dense, Span<double> probabilities) => Score(dense, 1, probabilities);

    public void Score(FeatureMatrix features, Span<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(features);
        var width = _features.Count;
        for (var row = 0; row < features.Rows; row += MostRowsAtOnce)
        {
            var rows = Math.Min(MostRowsAtOnce, features.Rows - row);
            Score(features.Dense.AsSpan(row * width, rows * width), rows, probabilities.Slice(row * 2, rows * 2));
        }
    }

    /// <summary>What changes in log-odds where a column alone takes a typical value, or none where none is known: a model from elsewhere does not show its inside.</summary>
    public IReadOnlyList<Contribution> Explain(FeatureMatrix features, int row)
    {
        ArgumentNullException.ThrowIfNull(features);
        var width = _features.Count;
        var rows = new double[(width + 1) * width];
        for (var i = 0; i <= width; i++)
        {
            features.Row(row).CopyTo(rows.AsSpan(i * width));
            if (i < width)
            {
                rows[(i * width) + i] = _features[i].Typical ?? double.NaN;
            }
        }

        var scores = new double[(width + 1) * 2];
        Score(rows, width + 1, scores, gaps: true);
        var whole = Probabilities.LogOdds(scores[(width * 2) + 1]);
        return [.. _features.Select((feature, i) => new Contribution(feature.Name, double.IsFinite(scores[(i * 2) + 1]) ? whole - Probabilities.LogOdds(scores[(i * 2) + 1]) : 0))];
    }

    /// <summary>Mean absolute change in log-odds when a column takes the value of another row.</summary>
    public IReadOnlyList<Contribution> Importance(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var width = _features.Count;
        var rows = Math.Min(features.Rows, RowsForImportance);
        var dense = features.Dense.AsSpan(0, rows * width).ToArray();
        var whole = new double[rows * 2];
        Score(dense, rows, whole);
        var changed = new double[rows * 2];
        var sums = new Contribution[width];
        for (var i = 0; i < width; i++)
        {
            for (var row = 0; row < rows; row++)
            {
                dense[(row * width) + i] = features.Dense[((row + 1) % rows * width) + i];
            }

            Score(dense, rows, changed);
            double sum = 0;
            for (var row = 0; row < rows; row++)
            {
                sum += Math.Abs(Probabilities.LogOdds(changed[(row * 2) + 1]) - Probabilities.LogOdds(whole[(row * 2) + 1]));
                dense[(row * width) + i] = features.Dense[(row * width) + i];
            }

            sums[i] = new Contribution(_features[i].Name, sum / Math.Max(1, rows));
        }

        return [.. sums.OrderByDescending(one => one.Value)];
    }

    public void Write(Stream stream) => OnnxFormat.Write(_features, _onnx, stream);

    public void Dispose() => _session.Dispose();

    /// <param name="dense">rows x columns.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="probabilities">rows x 2.</param>
    /// <param name="gaps">True where a row may get no score (NaN): a model need not know missing values.</param>
    private void Score(ReadOnlySpan<double> dense, int rows, Span<double> probabilities, bool gaps = false)
    {
        var inputs = _oneMatrix ? [Matrix(dense, rows)] : Columns(dense, rows);
        using var outputs = Run(inputs);
        var scores = outputs[0].ValueType == OnnxValueType.ONNX_TYPE_TENSOR ? [.. outputs[0].AsTensor<float>()] : Mapped(outputs[0]);
        var width = scores.Length / rows;
        if (width is not (1 or 2) || scores.Length != rows * width)
        {
            throw new InvalidDataException($"The model gives {scores.Length} numbers for {rows} rows.");
        }

        for (var row = 0; row < rows; row++)
        {
            var score = scores[(row * width) + width - 1];
            probabilities[(row * 2) + 1] = score is >= 0 and <= 1 || (gaps && float.IsNaN(score)) ? score : throw new InvalidDataException($"The model gives {score}, which is no probability.");
            probabilities[row * 2] = 1 - (double)score;
        }
    }

    /// <summary>The probability of the second class of each row, where a row is a map from classes, as scikit-learn sorts them.</summary>
    private static float[] Mapped(DisposableNamedOnnxValue output) =>
    [
        .. output.AsEnumerable<NamedOnnxValue>().Select(row => row.Value switch
        {
            IDictionary<long, float> { Count: 2 } map => map.OrderBy(pair => pair.Key).Last().Value,
            IDictionary<string, float> { Count: 2 } map => map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Last().Value,
            _ => throw new InvalidDataException("The model answers a row with something that is no map of two classes."),
        }),
    ];

    private IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(IReadOnlyCollection<NamedOnnxValue> inputs)
    {
        try
        {
            return _session.Run(inputs, [_output]);
        }
        catch (OnnxRuntimeException failed)
        {
            throw new InvalidDataException($"ONNX Runtime cannot run the model: {failed.Message}", failed);
        }
    }

    private NamedOnnxValue Matrix(ReadOnlySpan<double> dense, int rows)
    {
        var values = new float[rows * _features.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)dense[i];
        }

        return NamedOnnxValue.CreateFromTensor(_session.InputNames[0], new DenseTensor<float>(values, [rows, _features.Count]));
    }

    private NamedOnnxValue[] Columns(ReadOnlySpan<double> dense, int rows)
    {
        var inputs = new NamedOnnxValue[_features.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            var type = _session.InputMetadata[_features[i].Name].ElementDataType;
            inputs[i] =
                type == TensorElementType.String ? Column(dense, rows, i, code => Text(i, code)) :
                type == TensorElementType.Int64 ? Column(dense, rows, i, value => double.IsNaN(value) ? 0L : (long)value) :
                type == TensorElementType.Double ? Column(dense, rows, i, value => value) :
                Column(dense, rows, i, value => (float)value);
        }

        return inputs;
    }

    private NamedOnnxValue Column<T>(ReadOnlySpan<double> dense, int rows, int feature, Func<double, T> convert)
    {
        var values = new T[rows];
        for (var row = 0; row < rows; row++)
        {
            values[row] = convert(dense[(row * _features.Count) + feature]);
        }

        return NamedOnnxValue.CreateFromTensor(_features[feature].Name, new DenseTensor<T>(values, [rows, 1]));
    }

    private string Text(int feature, double code) => double.IsNaN(code) ? "" : _features[feature].Categories![(int)code];

    private static string Output(InferenceSession session)
    {
        var tensors = session.OutputMetadata.Where(output => output.Value is { OnnxValueType: OnnxValueType.ONNX_TYPE_TENSOR, ElementDataType: TensorElementType.Float }).Select(output => output.Key).ToList();
        var maps = session.OutputMetadata.Where(output => output.Value.OnnxValueType == OnnxValueType.ONNX_TYPE_SEQUENCE).Select(output => output.Key).ToList();
        return tensors.Count == 1 ? tensors[0]
            : tensors.Count == 0 && maps.Count == 1 ? maps[0]
            : throw new InvalidDataException($"The model has {tensors.Count} outputs of single-precision numbers; one is needed, with the probability of each row.");
    }

    /// <summary>True where one matrix takes all columns, false where each has its own input.</summary>
    private static bool Inputs(InferenceSession session, IReadOnlyList<DeclaredFeature> features)
    {
        if (session.InputNames.Count == 1 && (features.Count > 1 || session.InputNames[0] != features[0].Name))
        {
            var input = session.InputMetadata[session.InputNames[0]];
            BoundedJson.Require(input.ElementDataType == TensorElementType.Float && input.Dimensions.Length == 2 && (input.Dimensions[1] == features.Count || input.Dimensions[1] <= 0), $"its input is no matrix of {features.Count} single-precision columns");
            return true;
        }

        var unknown = session.InputNames.Except(features.Select(feature => feature.Name)).ToList();
        BoundedJson.Require(unknown.Count == 0 && session.InputNames.Count == features.Count, $"its inputs and the declared columns differ: {string.Join(", ", unknown.Take(5))}");
        foreach (var feature in features)
        {
            var type = session.InputMetadata[feature.Name].ElementDataType;
            BoundedJson.Require(type is TensorElementType.Float or TensorElementType.Double or TensorElementType.Int64 or TensorElementType.String, $"its input '{feature.Name}' is of a type that is not read here");
            BoundedJson.Require(type != TensorElementType.String || feature.IsCategory, $"its input '{feature.Name}' takes texts, so its categories must be declared");
        }

        return false;
    }
}
