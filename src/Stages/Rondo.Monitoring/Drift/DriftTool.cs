using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;
using Rondo.Statistics;

namespace Rondo.Monitoring.Drift;

/// <summary>Has the data changed?</summary>
internal sealed class DriftTool(ITables tables) : ITool
{
    public ToolDescriptor Descriptor { get; } = new(
        "drift",
        "Says which columns changed between two files, with direction, aware of how many rows there are.",
        [("REFERENCE", "File from then: CSV, Parquet or JSON lines; .gz is fine."), ("CURRENT", "File from now.")],
        [
            new("--columns", "Only these columns, with commas."),
            new("--categorical", "Columns that hold classes although they look like numbers, with commas."),
            new("--tests", "Further measures by their names in 'rondo stats list', with commas: energy, cvm, anderson_darling, mann_whitney ..."),
            new("--effect", "PSI below which a change is called harmless however certain it is. Default 0.1, a convention (Siddiqi 2006)."),
            new("--check", "End with exit code 1 where the file drifted.", Flag: true),
        ]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        if (!input.Number("--effect", 0.1, 0, 100).Try(out var effect, out var refusal) || !Further(List(input, "--tests")).Try(out var further, out refusal))
        {
            return refusal;
        }

        var categorical = List(input, "--categorical").ToHashSet(StringComparer.Ordinal);
        input.Report("Reading the reference");
        if (!tables.ReadFile(input.Arguments[0], new TableReadOptions { Categorical = categorical }, cancellation).Try(out var reference, out refusal))
        {
            return refusal;
        }

        // What is a class in the reference is one now: the reference decides what a column is.
        categorical.UnionWith(reference.Table.Columns.Where(column => column.Kind == ColumnKind.Category).Select(column => column.Name));
        input.Report("Reading the current file");
        if (!tables.ReadFile(input.Arguments[1], new TableReadOptions { Categorical = categorical }, cancellation).Try(out var current, out refusal))
        {
            return refusal;
        }

        IReadOnlyList<string> names = List(input, "--columns");
        foreach (var name in names.Concat(List(input, "--categorical")))
        {
            if (!reference.Table.Require(name).Try(out _, out refusal))
            {
                return refusal;
            }
        }

        input.Report("Comparing");
        var report = DriftReport.Of(reference.Table, current.Table, names.Count > 0 ? names : [.. reference.Table.Columns.Select(column => column.Name)], further, effect, cancellation);
        return new ToolResult(report, report.Sentence, !input.Has("--check") || !report.Dataset.Drifted)
        {
            Tables =
            [
                new("Columns", ["column", "kind", "PSI", "chance reaches", "p", "", "in words"], [.. report.Columns.Select(row => (IReadOnlyList<string>)[(string)row["name"]!, (string)row["kind"]!, Number(row["psi"]), Number(row["psi_bound"]), Number(row["adjusted_p"]), row["drifted"] is true ? "drifted" : "", (string)row["sentence"]!])]),
                new("Findings", ["finding", "next step"], [.. report.Findings.Select(finding => (IReadOnlyList<string>)[finding.Sentence, finding.NextStep])]),
            ],
        };
    }

    /// <summary>Measures of two samples by name; those that every column carries anyway need no naming.</summary>
    private static Answer<IReadOnlyList<IStatistic>> Further(IReadOnlyList<string> names)
    {
        var known = StatisticCatalogue.All.Where(statistic => statistic.Descriptor.Inputs is [{ Name: "reference", Shape: Shape.Numbers or Shape.Labels }, { Name: "current" }]).ToList();
        var unknown = names.FirstOrDefault(name => known.All(statistic => statistic.Descriptor.Id != name));
        return unknown is null
            ? AnswerOf.Good<IReadOnlyList<IStatistic>>([.. known.Where(statistic => names.Contains(statistic.Descriptor.Id))])
            : new Refusal(ToolInput.InvalidOption, $"There is no measure of two samples called '{unknown}'.", $"There are: {string.Join(", ", known.Select(statistic => statistic.Descriptor.Id))}.") { Fields = ["--tests"] };
    }

    private static string[] List(ToolInput input, string option) => [.. input.Texts(option).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static string Number(object? value) => value is double number ? FormattableString.Invariant($"{number:0.000}") : "";
}
