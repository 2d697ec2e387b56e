using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Modeling.Measuring;

/// <summary>What was measured, for machines and for people.</summary>
internal static class MetricsAnswer
{
    public static ToolResult Of(Measured measured, string sentence)
    {
        var document = new Dictionary<string, object?> { ["sentence"] = sentence };
        foreach (var (name, value) in measured.Document)
        {
            document[name] = value;
        }

        document["findings"] = measured.Findings;
        return new ToolResult(document, sentence) { Tables = [.. Tables(measured)] };
    }

    private static IEnumerable<ToolTable> Tables(Measured measured)
    {
        yield return new ToolTable("Measures", ["measure", "value"], [.. measured.Document.Where(pair => pair.Value is Estimate).Select(pair => (IReadOnlyList<string>)[pair.Key, ((Estimate)pair.Value!).Shown()])]);
        if (measured.Document.GetValueOrDefault("tp") is long tp)
        {
            yield return new ToolTable("Decisions", ["", "decided yes", "decided no"], [["truly yes", $"{tp:N0} found", $"{measured.Document["fn"]:N0} missed"], ["truly no", $"{measured.Document["fp"]:N0} false alarms", $"{measured.Document["tn"]:N0} left alone"]]);
        }

        if (measured.Document.GetValueOrDefault("per_class") is IReadOnlyList<ClassRow> classes)
        {
            yield return new ToolTable("By class", ["class", "rows", "precision", "recall"], [.. classes.Select(row => (IReadOnlyList<string>)[row.Class, $"{row.N:N0}", row.Precision.Shown(), row.Recall.Shown()])]);
        }

        if (measured.Document.GetValueOrDefault("groups") is IReadOnlyList<GroupRow> { Count: > 0 } groups)
        {
            yield return new ToolTable("By group", ["group", "rows", "selected", "recall", "false positive rate", "precision"], [.. groups.Select(row => (IReadOnlyList<string>)[$"{row.Column} = {row.Value}{(row.TooSmall ? " (too small)" : "")}", $"{row.N:N0}", row.SelectionRate.Shown(), row.Recall.Shown(), row.Fpr.Shown(), row.Precision.Shown()])]);
        }

        yield return new ToolTable("Findings", ["finding", "next step"], [.. measured.Findings.Select(finding => (IReadOnlyList<string>)[finding.Sentence, finding.NextStep])]);
    }
}
