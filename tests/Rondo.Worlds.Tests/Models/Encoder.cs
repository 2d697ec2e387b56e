using System.Globalization;

namespace Rondo.Tests.Worlds;

/// <summary>Turns rows of named values into vectors, with the means and categories of the rows it was made from.</summary>
internal sealed class Encoder
{
    private static readonly string[] Ignored = ["customer_id", "sign_up_date", "churned"];
    private readonly List<(string Name, double Mean, double Spread)> _numbers = [];
    private readonly List<(string Name, string Value)> _categories = [];

    public Encoder(IReadOnlyList<IReadOnlyDictionary<string, object?>> rows)
    {
        foreach (var name in rows[0].Keys.Except(Ignored))
        {
            var present = rows.Select(r => r[name]).Where(v => v is not null).ToList();
            if (present is [string, ..])
            {
                // The first category is the reference level.
                _categories.AddRange(present.Cast<string>().Distinct().Order(StringComparer.Ordinal).Skip(1).Select(v => (name, v)));
                continue;
            }

            var values = present.ConvertAll(Number);
            var mean = values.Count == 0 ? 0 : values.Average();
            var spread = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Count));
            _numbers.Add((name, mean, spread == 0 ? 1 : spread));
        }
    }

    public double[] Encode(IReadOnlyDictionary<string, object?> row)
    {
        var x = new double[1 + (2 * _numbers.Count) + _categories.Count];
        x[0] = 1;
        var at = 1;
        foreach (var (name, mean, spread) in _numbers)
        {
            var value = row[name];
            x[at++] = value is null ? 0 : (Number(value) - mean) / spread;
            x[at++] = value is null ? 1 : 0;
        }

        foreach (var (name, category) in _categories)
        {
            x[at++] = row[name] as string == category ? 1 : 0;
        }

        return x;
    }

    private static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
