using System.Globalization;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel.Facts;

namespace Rondo.Monitoring.Drift;

/// <summary>The rows that were asked about in a window, column by column.</summary>
internal sealed class FeatureRows
{
    private readonly List<JsonElement> _rows = [];

    /// <summary>Rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds the row of a prediction.</summary>
    public void Add(Fact prediction)
    {
        if (JsonSerializer.Deserialize<PredictionRecord>(prediction.Body, RondoJson.Options) is { Features: { ValueKind: JsonValueKind.Object } features })
        {
            _rows.Add(features);
        }
    }

    /// <summary>Compares a column of the reference with the same column now; null where nobody sends it.</summary>
    public FeatureComparison? Compare(Column reference)
    {
        if (!_rows.Any(row => row.TryGetProperty(reference.Name, out _)))
        {
            return null;
        }

        return reference is NumberColumn numbers
            ? FeatureComparison.Numbers(reference.Name, numbers.Values.ToArray(), [.. _rows.Select(row => row.TryGetProperty(reference.Name, out var value) ? Number(value) : double.NaN)])
            : FeatureComparison.Categories(reference.Name, [.. Enumerable.Range(0, reference.Length).Select(row => reference.IsMissing(row) ? null : reference.Text(row))], [.. _rows.Select(row => row.TryGetProperty(reference.Name, out var value) ? Text(value) : null)]);
    }

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => double.NaN,
    };

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };
}
