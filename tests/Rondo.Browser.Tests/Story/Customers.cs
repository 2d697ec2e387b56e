using System.Globalization;
using System.Text;

namespace Rondo.Browser.Story;

/// <summary>Small made-up files: customers who leave when they use little and complain much, and what annotators said about them.</summary>
internal static class Customers
{
    /// <summary>Customers with their outcome; with <paramref name="nobodyLeft"/> every outcome is "No", and <paramref name="shift"/> moves how much they use.</summary>
    public static byte[] File(bool nobodyLeft = false, int rows = 3000, int seed = 7, double shift = 0)
    {
        var random = new Random(seed);
        var csv = new StringBuilder("customer_id,usage,tickets,plan,left\n");
        for (var i = 0; i < rows; i++)
        {
            var row = Row(random, i, shift);
            csv.AppendLine(CultureInfo.InvariantCulture, $"{row["customer_id"]},{row["usage"]},{row["tickets"]},{row["plan"]},{(nobodyLeft ? "No" : row["left"])}");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    /// <summary>One customer; <paramref name="shift"/> moves how much they use.</summary>
    public static Dictionary<string, object> Row(Random random, int id, double shift = 0)
    {
        var usage = Math.Round(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) + shift, 3);
        var tickets = random.Next(0, 6);
        var plan = random.Next(0, 3) switch { 0 => "monthly", 1 => "yearly", _ => "trial" };
        var logit = (-4 * usage) + (1.2 * (tickets - 2.5)) + (plan == "monthly" ? 1 : -0.5);
        return new()
        {
            ["customer_id"] = $"C{id:00000}",
            ["usage"] = usage,
            ["tickets"] = tickets,
            ["plan"] = plan,
            ["left"] = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? "Yes" : "No",
        };
    }

    /// <summary>Three annotators on the same 60 items; the third one differs on every tenth.</summary>
    public static byte[] Annotations()
    {
        var csv = new StringBuilder("item,annotator,label\n");
        for (var i = 0; i < 60; i++)
        {
            var label = i % 3 == 0 ? "at risk" : "staying";
            csv.AppendLine(CultureInfo.InvariantCulture, $"item-{i},first,{label}");
            csv.AppendLine(CultureInfo.InvariantCulture, $"item-{i},second,{label}");
            csv.AppendLine(CultureInfo.InvariantCulture, $"item-{i},third,{(i % 10 == 0 ? "staying" : label)}");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
