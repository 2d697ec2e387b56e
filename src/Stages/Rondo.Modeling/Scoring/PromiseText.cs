using System.Globalization;
using System.Text.RegularExpressions;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Modeling.Scoring;

/// <summary>Reads promises as people type them: "recall>=0.8", "fairness_gap(gender)&lt;=0.1".</summary>
internal static partial class PromiseText
{
    public static Answer<Promise> Read(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success || !WireWords.TryRead<PromiseMetric>(match.Groups["metric"].Value, out var metric))
        {
            return Fault($"'{text}' is not a promise.");
        }

        var promise = new Promise { Metric = metric, Column = match.Groups["column"].Value, Limit = double.Parse(match.Groups["limit"].Value, CultureInfo.InvariantCulture) };
        return promise.IsCeiling != (match.Groups["sign"].Value == "<=") ? Fault($"'{text}' points the wrong way: write '{promise}'.") : promise;
    }

    private static Refusal Fault(string detail) => new(ToolInput.InvalidOption, detail, $"Write a metric ({string.Join(", ", Enum.GetValues<PromiseMetric>().Select(WireWords.Write))}), >= or <=, and a number: \"recall>=0.8\".") { Fields = ["--contract"] };

    [GeneratedRegex(@"^\s*(?<metric>[a-z_]+)\s*(\((?<column>[^)]+)\))?\s*(?<sign>>=|<=)\s*(?<limit>[0-9]+(\.[0-9]+)?)\s*$")]
    private static partial Regex Shape();
}
