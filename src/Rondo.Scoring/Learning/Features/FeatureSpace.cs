using System.Text.Json;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Learning.Features;

/// <summary>The learned rules, applied unchanged to tables and to single rows.</summary>
internal sealed class FeatureSpace : IFeatureSpace
{
    private const int StackLimit = 256;
    private readonly DenseRule[] _dense;
    private readonly TextRule[] _texts;

    public FeatureSpace(DenseRule[] dense, TextRule[] texts)
    {
        (_dense, _texts) = (dense, texts);
        Features = [.. dense.Select(rule => rule.Feature)];
        Inputs = [.. dense.Select(rule => new InputColumn(rule.Name, rule is NumberRule)), .. texts.Select(text => new InputColumn(text.Name, false))];
        Terms = [.. texts.SelectMany(text => text.Terms.Select(term => text.Name + ":" + term))];
    }

    public IReadOnlyList<Feature> Features { get; }

    public IReadOnlyList<string> Terms { get; }

    public IReadOnlyList<InputColumn> Inputs { get; }

    public FeatureMatrix Encode(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var dense = new double[(long)table.RowCount * _dense.Length];
        for (var slot = 0; slot < _dense.Length; slot++)
        {
            _dense[slot].Encode(Column(table, _dense[slot].Name), dense, slot, _dense.Length);
        }

        if (_texts.Length == 0)
        {
            return new FeatureMatrix { Rows = table.RowCount, Features = Features, Dense = dense };
        }

        var columns = _texts.Select(text => Column(table, text.Name)).ToArray();
        return WithTerms(table.RowCount, dense, (row, text) => columns[text].Text(row));
    }

    public void Encode(JsonElement row, Span<double> dense, ICollection<InputIssue> issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        if (dense.Length < _dense.Length)
        {
            throw new ArgumentException($"The row has {_dense.Length} dense features, the span {dense.Length} slots.", nameof(dense));
        }

        Span<bool> seen = _dense.Length <= StackLimit ? stackalloc bool[StackLimit] : new bool[_dense.Length];
        if (row.ValueKind == JsonValueKind.Object)
        {
            // Once over the row instead of once over it for every feature. Callers keep to one order, mostly the file's.
            var next = 0;
            foreach (var property in row.EnumerateObject())
            {
                if (SlotOf(property, next) is >= 0 and var slot)
                {
                    dense[slot] = _dense[slot].EncodeFrom(property.Value, issues);
                    seen[slot] = true;
                    next = slot + 1;
                }
            }
        }

        for (var slot = 0; slot < _dense.Length; slot++)
        {
            if (!seen[slot])
            {
                issues.Add(new InputIssue(_dense[slot].Name, "missing_column", ""));
                dense[slot] = double.NaN;
            }
        }
    }

    private int SlotOf(JsonProperty property, int expected)
    {
        for (var offset = 0; offset < _dense.Length; offset++)
        {
            var slot = expected + offset < _dense.Length ? expected + offset : expected + offset - _dense.Length;
            if (property.NameEquals(_dense[slot].Utf8Name))
            {
                return slot;
            }
        }

        return -1;
    }

    public FeatureMatrix EncodeOne(JsonElement row, ICollection<InputIssue> issues)
    {
        var dense = new double[_dense.Length];
        Encode(row, dense, issues);
        return _texts.Length == 0
            ? new FeatureMatrix { Rows = 1, Features = Features, Dense = dense }
            : WithTerms(1, dense, (_, text) => Text(row, _texts[text].Name, issues));
    }

    public void Write(Stream stream) => FeatureSpaceJson.Write(_dense, _texts, stream);

    private static Column Column(Table table, string name) => table.Find(name)
        ?? throw new ArgumentException($"The table has no column '{name}', which the features were learned from.", nameof(table));

    private FeatureMatrix WithTerms(int rows, double[] dense, Func<int, int, string> textOf)
    {
        var rowStart = new int[rows + 1];
        List<int> indexes = [];
        List<float> weights = [];
        for (var row = 0; row < rows; row++)
        {
            var offset = 0;
            for (var text = 0; text < _texts.Length; text++)
            {
                _texts[text].Append(textOf(row, text), offset, indexes, weights);
                offset += _texts[text].Terms.Count;
            }

            rowStart[row + 1] = indexes.Count;
        }

        return new FeatureMatrix
        {
            Rows = rows, Features = Features, Dense = dense, Terms = Terms, RowStart = rowStart, TermIndex = [.. indexes], TermWeight = [.. weights],
        };
    }

    private static string Text(JsonElement row, string name, ICollection<InputIssue> issues)
    {
        var found = row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out _);
        if (!found)
        {
            issues.Add(new InputIssue(name, "missing_column", ""));
            return "";
        }

        var value = row.GetProperty(name);
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!;
            if (string.IsNullOrWhiteSpace(text))
            {
                issues.Add(new InputIssue(name, "missing_value", text));
            }

            return text;
        }

        issues.Add(new InputIssue(name, value.ValueKind == JsonValueKind.Null ? "missing_value" : "wrong_type", value.ValueKind.ToString()));
        return "";
    }
}
