using System.Text.Json;
using Rondo.Engines.Tables;
using Rondo.Engines.Tables.Inference;

namespace Rondo.Engines.Learning.Features;

/// <summary>An instant as days since the start of the year 2000 (UTC), with fractions; NaN where missing.</summary>
/// <param name="name">Column name.</param>
/// <param name="low">Earliest training day; NaN where there was none.</param>
/// <param name="high">Latest training day; NaN where there was none.</param>
internal sealed class TimeRule(string name, double low, double high) : DenseRule(name)
{
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public double Low { get; } = low;

    public double High { get; } = high;

    public override Feature Feature { get; } = new(name, FeatureKind.Number, []);

    public static TimeRule Fit(TimeColumn column)
    {
        double low = double.NaN, high = double.NaN;
        foreach (var ticks in column.Ticks)
        {
            var day = Days(ticks);
            low = double.IsNaN(low) || day < low ? day : low;
            high = double.IsNaN(high) || day > high ? day : high;
        }

        return new TimeRule(column.Name, low, high);
    }

    public override void Encode(Column column, double[] dense, int slot, int width)
    {
        for (var row = 0; row < column.Length; row++)
        {
            dense[(row * width) + slot] = column is TimeColumn times ? Days(times.Ticks[row]) : Parse(column.Text(row));
        }
    }

    protected override double Encode(JsonElement value, ICollection<InputIssue> issues)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return Report(issues, "wrong_type", value);
        }

        Span<char> buffer = stackalloc char[JsonChars.Buffer];
        var text = JsonChars.Of(value, buffer).Trim();
        if (MissingTokens.Always(text) || MissingTokens.AmongValues(text))
        {
            return Report(issues, "missing_value", value);
        }

        var day = Parse(text);
        if (double.IsNaN(day))
        {
            return Report(issues, "wrong_type", value);
        }

        var range = High - Low;
        return day < Low - range || day > High + range ? Report(issues, "out_of_range", value, day) : day;
    }

    private static double Days(long ticks) => ticks == TimeColumn.Missing ? double.NaN : (ticks - Epoch) / (double)TimeSpan.TicksPerDay;

    private static double Parse(ReadOnlySpan<char> text) =>
        DateText.TryRead(text, out var date) && date.TryTicks(!date.DayCannotBeFirst, out var ticks) ? Days(ticks) : double.NaN;
}
