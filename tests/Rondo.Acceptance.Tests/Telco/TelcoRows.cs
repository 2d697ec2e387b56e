using System.Globalization;
using System.Text.Json;
using Rondo.Acceptance.House;
using Rondo.Contracts;

namespace Rondo.Acceptance.Telco;

/// <summary>The rows of the real Telco file, as customers that a product is asked about.</summary>
internal static class TelcoRows
{
    private static readonly HashSet<string> Numbers = ["SeniorCitizen", "tenure", "MonthlyCharges", "TotalCharges"];

    /// <summary>All rows in the file's order. Its cells hold no quotes and no commas.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read()
    {
        var lines = File.ReadAllLines(Files.Telco);
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    /// <summary>
    /// What happened after the market changed: a competitor buys customers out of their long contracts, so that six of
    /// ten with a two-year contract leave, whom nothing in the old rows gives away.
    /// </summary>
    public static string ChangedOutcome(int row, IReadOnlyDictionary<string, string> customer) =>
        customer["Contract"] != "Two year" ? customer["Churn"] : row % 10 < 6 ? "Yes" : "No";

    /// <summary>The file as it is written after the market changed.</summary>
    public static string ChangedFile()
    {
        var rows = Read();
        return string.Join('\n', rows.Select((row, i) => string.Join(',', row.Select(cell => cell.Key == "Churn" ? ChangedOutcome(i, row) : cell.Value))).Prepend(string.Join(',', rows[0].Keys))) + "\n";
    }

    public static DecisionRequest Request(IReadOnlyDictionary<string, string> customer) => new()
    {
        Entity = customer["customerID"],
        Features = JsonSerializer.SerializeToElement(customer.Where(cell => cell.Key is not ("customerID" or "Churn")).ToDictionary(cell => cell.Key, cell => Value(cell.Key, cell.Value))),
    };

    private static object? Value(string column, string text) =>
        !Numbers.Contains(column) ? text : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
