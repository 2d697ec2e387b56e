using System.Globalization;
using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;
using Rondo.Modeling.Scoring;
using Rondo.Modeling.Training;
using Rondo.Statistics;

namespace Rondo.Modeling.Measuring;

/// <summary>How good are these predictions? Every measure with its interval, for all rows and by group.</summary>
internal sealed class MetricsTool(ITables tables) : ITool
{
    public ToolDescriptor Descriptor { get; } = new(
        "metrics",
        "Measures predictions against what came true, with intervals, for all rows and by group.",
        [("FILE", "CSV, Parquet or JSON lines with one row a prediction; .gz is fine.")],
        [
            new("--truth", "Column that holds what came true.", Required: true),
            new("--score", "Column of scores; a higher one means more likely positive."),
            new("--prediction", "Column of predicted classes, instead of --score."),
            new("--positive", "Value of the truth that is looked for. Default: the word for yes, else the rarer value."),
            new("--threshold", "A score at or above it is decided positive. Default 0.5."),
            new("--bins", "Bins of the calibration error. Default 10, of equal width."),
            new("--group", "Column whose groups are compared. Repeat it for more; their crossings are compared too.", Repeatable: true),
            new("--weight", "Column of weights: how much each row counts."),
            new("--contract", "A promise, for example \"recall>=0.8\": the operating point that keeps it is searched. Repeat it for more.", Repeatable: true),
            new("--cost-miss", "What one missed case costs."),
            new("--cost-false-alarm", "What one false alarm costs."),
            new("--seed", "Seed of the bootstrap. Default 1."),
        ]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        if (!input.Number("--threshold", 0.5, -1e300, 1e300).Try(out var threshold, out var refusal)
            || !input.Number("--bins", 10, 1, 10_000).Try(out var bins, out refusal)
            || !input.Number("--seed", 1, 0, int.MaxValue).Try(out var seed, out refusal)
            || !ContractOption.Read(input).Try(out var contract, out refusal))
        {
            return refusal;
        }

        if (input.Has("--score") == input.Has("--prediction"))
        {
            return new Refusal(ToolInput.InvalidOption, "Give either --score or --prediction, not both.", "Name the column that holds the scores with --score, or the one with predicted classes with --prediction.") { Fields = ["--score", "--prediction"] };
        }

        input.Report("Reading the file");
        // Groups and classes are categories although they may look like numbers.
        var options = new TableReadOptions { Categorical = new HashSet<string>([.. input.Texts("--group"), .. input.Texts("--prediction"), input.Text("--truth")]) };
        if (!tables.ReadFile(input.Arguments[0], options, cancellation).Try(out var reading, out refusal))
        {
            return refusal;
        }

        var groups = new List<Column>();
        foreach (var name in input.Texts("--group"))
        {
            if (!reading.Table.Require(name).Try(out var column, out refusal))
            {
                return refusal;
            }

            groups.Add(column);
        }

        return input.Has("--prediction") ? Classes(reading.Table, groups, input, (ulong)seed) : Scores(reading.Table, groups, input, contract, threshold, (int)bins, (ulong)seed);
    }

    private static Answer<ToolResult> Scores(Table table, IReadOnlyList<Column> groups, ToolInput input, SuccessContract contract, double threshold, int bins, ulong seed)
    {
        NumberColumn? weight = null;
        if (!table.RequireNumbers(input.Text("--score")).Try(out var score, out var refusal)
            || (input.Has("--weight") && !table.RequireNumbers(input.Text("--weight")).Try(out weight, out refusal))
            || !ScoredRows.Read(table, input.Text("--truth"), input.Text("--positive"), weight is null ? [score] : [score, weight]).Try(out var rows, out refusal))
        {
            return refusal;
        }

        double[] scores = rows.Of(score), weights = weight is null ? [] : rows.Of(weight);
        if (weights.Any(value => value < 0))
        {
            return new Refusal(ToolInput.InvalidOption, $"{weight!.Name} holds a negative weight.", "Weights are 0 or more.") { Fields = ["--weight"] };
        }

        var measured = new Measured();
        foreach (var finding in rows.Findings())
        {
            measured.Add(finding);
        }

        YesNoMetrics.Fill(measured, scores, rows.Truth, weights, threshold, bins, seed);
        measured.Note("operating_point", contract.Promises.Count == 0 && contract.CostMiss == 0 ? null : Point(measured, scores, rows.Truth, contract));
        GroupRows.Fill(measured, groups, rows, [.. scores.Select(value => value >= threshold)], weights, seed);
        var sentence = string.Create(CultureInfo.InvariantCulture, $"ROC-AUC {measured.Of("roc_auc").Shown()} on {Plural.Of(rows.Kept.Length, "row")} with {Plural.Of(rows.Truth.Count(truth => truth), "positive")}. At {threshold:0.###} it finds {measured.Of("recall").Percent()} of them and is right in {measured.Of("precision").Percent()} of its alarms.");
        return MetricsAnswer.Of(measured, sentence);
    }

    private static Contracts.OperatingPoint? Point(Measured measured, double[] scores, bool[] truth, SuccessContract contract)
    {
        var point = OperatingPoints.Choose(scores, truth, contract, truth.Count(positive => positive));
        if (!point.Reached)
        {
            measured.Add(new Finding { Code = "no_operating_point", Severity = Severity.Warning, Sentence = $"No threshold keeps {string.Join(" and ", contract.Promises.Select(promise => $"'{promise}'"))} on the bound of these rows.", NextStep = "Promise less, judge on more rows, or train a better model." });
        }

        else
        {
            measured.Add(new Finding { Code = "chosen_on_these_rows", Severity = Severity.Info, Sentence = FormattableString.Invariant($"The threshold {point.Threshold:0.###} was chosen and measured on the same {Plural.Of(truth.Length, "row")}, so its recall and precision lean towards too good; on as many new rows the promise holds with {point.Assurance * 100:0} % assurance."), NextStep = "Choose it on validation rows and judge it on others: rondo train does." });
        }

        return point.Reached ? point : null;
    }

    private static Answer<ToolResult> Classes(Table table, IReadOnlyList<Column> groups, ToolInput input, ulong seed)
    {
        if (!table.Require(input.Text("--truth")).Try(out var truth, out var refusal) || !table.Require(input.Text("--prediction")).Try(out var prediction, out refusal))
        {
            return refusal;
        }

        var measured = new Measured();
        if (!ClassMetrics.Fill(measured, truth, prediction, seed).Try(out var metrics, out refusal))
        {
            return refusal;
        }

        // Two classes are a question of yes or no as well.
        if (metrics.Classes == 2 && ScoredRows.Read(table, truth.Name, input.Text("--positive")).Try(out var rows, out _))
        {
            int[] both = [.. rows.Kept.Where(row => !prediction.IsMissing(row))];
            var decided = rows with { Kept = both };
            bool[] decisions = [.. both.Select(row => Engines.Learning.TargetColumn.IsSpellingOf(truth.Name, prediction.Text(row), rows.Target.Positive))];
            YesNoMetrics.OfDecisions(measured, decisions, decided.Truth, seed);
            GroupRows.Fill(measured, groups, decided, decisions, [], seed);
        }
        else if (groups.Count > 0)
        {
            measured.Add(Measured.Undefined("groups", "groups are compared where there are two classes."));
        }

        return MetricsAnswer.Of(measured, $"{measured.Of("accuracy").Percent()} of {Plural.Of(metrics.N, "row")} are right among {Plural.Of(metrics.Classes, "class", "classes")}; macro F1 {measured.Of("macro_f1").Shown()}.");
    }
}
