using System.Globalization;
using System.Text.RegularExpressions;
using Rondo.Contracts;

namespace Rondo.Web.Format;

/// <summary>A planned ramp as people write it: "5 % 24 h, 25 % 48 h".</summary>
public static partial class RampText
{
    /// <summary>The steps; null where the text is something else. Hours may be left out.</summary>
    public static IReadOnlyList<RampStep>? Read(string text)
    {
        var steps = new List<RampStep>();
        foreach (var part in text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Step().Match(part) is not { Success: true } found)
            {
                return null;
            }

            steps.Add(new RampStep(Number(found.Groups[1].Value), found.Groups[2].Success ? Number(found.Groups[2].Value) : 0));
        }

        return steps;
    }

    /// <summary>The same in words.</summary>
    public static string Write(IReadOnlyList<RampStep> ramp) =>
        string.Join(", ", ramp.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Percent:0.##} %{(step.HoldHours > 0 ? $" for {step.HoldHours:0.#} h" : "")}")));

    private static double Number(string digits) => double.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{1,3}(?:\.\d{1,3})?)\s*%?(?:\s+(?:for\s+)?(\d{1,4}(?:\.\d{1,3})?)\s*h?)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Step();
}
