using System.Text;
using System.Text.Json;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Learning.Features;

/// <summary>How one column becomes one dense feature, learned from training rows.</summary>
internal abstract class DenseRule(string name)
{
    private readonly byte[] _utf8Name = Encoding.UTF8.GetBytes(name);

    public string Name { get; } = name;

    /// <summary>The same as it stands in a request.</summary>
    public ReadOnlySpan<byte> Utf8Name => _utf8Name;

    /// <summary>The feature as learners see it.</summary>
    public abstract Feature Feature { get; }

    /// <summary>Writes the whole column into one slot of each row.</summary>
    /// <param name="column">The column, of any kind: a file of new rows may look different to the reader than the training file.</param>
    /// <param name="dense">Row-major block.</param>
    /// <param name="slot">Position within a row.</param>
    /// <param name="width">Length of a row.</param>
    public abstract void Encode(Column column, double[] dense, int slot, int width);

    /// <summary>One value that is neither absent nor null; NaN with an issue where it does not fit.</summary>
    protected abstract double Encode(JsonElement value, ICollection<InputIssue> issues);

    /// <summary>The column's value of one JSON object; NaN with an issue where there is none.</summary>
    public double EncodeFrom(JsonElement value, ICollection<InputIssue> issues)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            issues.Add(new InputIssue(Name, "missing_value", "null"));
            return double.NaN;
        }

        return Encode(value, issues);
    }

    /// <summary>Reports a value under a code and gives the number that stands for it.</summary>
    protected double Report(ICollection<InputIssue> issues, string code, JsonElement value, double encoded = double.NaN)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        issues.Add(new InputIssue(Name, code, text.Length > 100 ? text[..100] : text));
        return encoded;
    }
}
