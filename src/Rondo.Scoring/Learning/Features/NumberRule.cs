using System.Globalization;
using System.Text.Json;
using Rondo.Engines.Tables;
using Rondo.Engines.Tables.Inference;

namespace Rondo.Engines.Learning.Features;

/// <summary>A number as it is; NaN where missing. Knows the trained range to say when a value lies far outside.</summary>
/// <param name="name">Column name.</param>
/// <param name="median">Median of the training values; NaN where there were none.</param>
/// <param name="low">Smallest training value; NaN where there were none.</param>
/// <param name="high">Largest training value; NaN where there were none.</param>
internal sealed class NumberRule(string name, double median, double low, double high) : DenseRule(name)
{
    public double Median { get; } = median;

    public double Low { get; } = low;

    public double High { get; } = high;

    public override Feature Feature { get; } = new(name, FeatureKind.Number, []);

    public static NumberRule Fit(NumberColumn column)
    {
        var present = new List<double>(column.Length);
        foreach (var value in column.Values)
        {
            if (!double.IsNaN(value))
            {
                present.Add(value);
            }
        }

        present.Sort();
        return present.Count == 0
            ? new NumberRule(column.Name, double.NaN, double.NaN, double.NaN)
            : new NumberRule(column.Name, (present[(present.Count - 1) / 2] + present[present.Count / 2]) / 2, present[0], present[^1]);
    }

    public override void Encode(Column column, double[] dense, int slot, int width)
    {
        for (var row = 0; row < column.Length; row++)
        {
            dense[(row * width) + slot] = column is NumberColumn numbers ? numbers.Values[row] : Parse(column.Text(row));
        }
    }

    protected override double Encode(JsonElement value, ICollection<InputIssue> issues)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number):
                return InRange(number, value, issues);
            case JsonValueKind.True or JsonValueKind.False:
                return InRange(value.ValueKind == JsonValueKind.True ? 1 : 0, value, issues);
            case JsonValueKind.String:
                Span<char> buffer = stackalloc char[JsonChars.Buffer];
                var text = JsonChars.Of(value, buffer).Trim();
                if (MissingTokens.Always(text) || MissingTokens.AmongValues(text))
                {
                    return Report(issues, "missing_value", value);
                }

                var parsed = Parse(text);
                return double.IsNaN(parsed) ? Report(issues, "wrong_type", value) : InRange(parsed, value, issues);
            default:
                return Report(issues, "wrong_type", value);
        }
    }

    /// <summary>A range beyond the range: inside it a model extrapolates a little, outside the input is likely in another unit.</summary>
    private double InRange(double number, JsonElement value, ICollection<InputIssue> issues)
    {
        var range = High - Low;
        return number < Low - range || number > High + range ? Report(issues, "out_of_range", value, number) : number;
    }

    /// <summary>Text of a lone number: a full stop is the decimal sign unless the text itself says otherwise.</summary>
    private static double Parse(ReadOnlySpan<char> text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
        {
            return double.IsFinite(plain) ? plain : double.NaN;
        }

        return NumberText.TryRead(text, out var written)
            ? written.Shape == NumberShape.OneComma ? Math.Round(written.Value * 1000) : written.Value
            : double.NaN;
    }
}
