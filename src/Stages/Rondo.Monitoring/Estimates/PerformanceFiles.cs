using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;

namespace Rondo.Monitoring.Estimates;

/// <summary>From columns of two files to what can be estimated of them.</summary>
internal static class PerformanceFiles
{
    public static readonly ProblemCode NotProbabilities = new("not_probabilities", 422, "Scores must be probabilities");
    public static readonly ProblemCode OneClass = new("reference_one_class", 422, "The reference holds one outcome only");
    public static readonly ProblemCode TooManyClasses = new("several_classes", 422, "The truth has more than two classes");

    public static Answer<IPerformance> YesNo(EstimateTables files, ToolInput input, double threshold)
    {
        var name = input.Texts("--score")[0];
        if (!Probabilities(files.Reference, name).Try(out var before, out var refusal) || !Probabilities(files.Analysis, name).Try(out var now, out refusal))
        {
            return refusal;
        }

        var truth = TargetColumn.Read(files.Reference.Find(input.Text("--truth"))!, input.Text("--positive"));
        if (!truth.Task.IsBinary)
        {
            return new Refusal(TooManyClasses, $"{input.Text("--truth")} has {truth.Task.Classes.Count} classes: {string.Join(", ", truth.Task.Classes.Take(10))}.", "Name one with --positive, or give one score a class: --score CLASS=COLUMN.") { Fields = ["--positive"] };
        }

        bool[]? decidedBefore = null, decidedNow = null;
        if (input.Has("--prediction") && (!Decisions(files.Reference, input, truth.Positive).Try(out decidedBefore, out refusal) || !Decisions(files.Analysis, input, truth.Positive).Try(out decidedNow, out refusal)))
        {
            return refusal;
        }

        bool?[] known = [.. truth.Labels.Select(label => label < 0 ? (bool?)null : label == 1)];
        var reference = new YesNoRows(before, decidedBefore, known);
        if (reference.Judged([.. Enumerable.Range(0, before.Length)]).Select(row => known[row]).Distinct().Count() < 2)
        {
            return new Refusal(OneClass, $"Every scored row of the reference has the same {input.Text("--truth")}.", "Give a reference with both outcomes.");
        }

        bool?[] late = files.Truth is { } column
            ? [.. Enumerable.Range(0, column.Length).Select(row => column.IsMissing(row) ? (bool?)null : TargetColumn.IsSpellingOf(column.Name, column.Text(row), truth.Positive))]
            : new bool?[now.Length];
        return new YesNoPerformance(reference, new YesNoRows(now, decidedNow, late), threshold);
    }

    public static Answer<IPerformance> Classes(EstimateTables files, ToolInput input)
    {
        List<string> classes = [];
        List<double[]> before = [], now = [];
        foreach (var given in input.Texts("--score"))
        {
            var cut = given.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0)
            {
                return new Refusal(ToolInput.InvalidOption, $"'{given}' names no class.", "Give one score a class: --score CLASS=COLUMN.") { Fields = ["--score"] };
            }

            if (!Probabilities(files.Reference, given[(cut + 1)..]).Try(out var reference, out var refusal) || !Probabilities(files.Analysis, given[(cut + 1)..]).Try(out var analysis, out refusal))
            {
                return refusal;
            }

            classes.Add(given[..cut]);
            before.Add(reference);
            now.Add(analysis);
        }

        var truth = files.Reference.Find(input.Text("--truth"))!;
        var known = Codes(truth, classes);
        var absent = Enumerable.Range(0, classes.Count).Where(c => !known.Contains(c)).Select(c => classes[c]).ToList();
        if (absent.Count > 0 || classes.Count < 2)
        {
            return new Refusal(OneClass, $"{truth.Name} of the reference never holds {string.Join(", ", absent.DefaultIfEmpty("a second class"))}.", "Give a reference in which every class occurs, and one score a class.");
        }

        int[]? saidBefore = input.Has("--prediction") && files.Reference.Find(input.Text("--prediction")) is { } first ? Codes(first, classes) : null;
        int[]? saidNow = input.Has("--prediction") && files.Analysis.Find(input.Text("--prediction")) is { } second ? Codes(second, classes) : null;
        var late = files.Truth is { } column ? Codes(column, classes) : [.. Enumerable.Repeat(-1, files.Analysis.RowCount)];
        return new ClassPerformance(new ClassScores(before, saidBefore, known), new ClassScores(now, saidNow, late));
    }

    public static Answer<IPerformance> Numbers(EstimateTables files, ToolInput input)
    {
        if (!input.Has("--prediction"))
        {
            return new Refusal(ToolInput.InvalidOption, "Neither --score nor --prediction was given.", "Name the column of probabilities with --score, or of predicted numbers with --prediction.") { Fields = ["--score", "--prediction"] };
        }

        var name = input.Text("--prediction");
        if (!Numbers(files.Reference, name).Try(out var before, out var refusal) || !Numbers(files.Analysis, name).Try(out var now, out refusal) || !Numbers(files.Reference, input.Text("--truth")).Try(out var truth, out refusal))
        {
            return refusal;
        }

        var late = files.Truth is NumberColumn column ? column.Values.ToArray() : [.. Enumerable.Repeat(double.NaN, now.Length)];
        var reference = new NumberRows(before, truth);
        return reference.Judged([.. Enumerable.Range(0, before.Length)]).Length < 2
            ? new Refusal(OneClass, $"Fewer than two rows of the reference hold both {name} and {input.Text("--truth")}.", "Give a reference with predictions and outcomes.")
            : new NumberPerformance(reference, new NumberRows(now, late));
    }

    private static Answer<bool[]> Decisions(Table table, ToolInput input, string positive) => table.Require(input.Text("--prediction")).Try(out var column, out var refusal)
        ? Enumerable.Range(0, column.Length).Select(row => TargetColumn.IsSpellingOf(input.Text("--truth"), column.Text(row), positive)).ToArray()
        : refusal;

    private static int[] Codes(Column column, List<string> classes) => [.. Enumerable.Range(0, column.Length).Select(row => column.IsMissing(row) ? -1 : classes.IndexOf(column.Text(row)))];

    private static Answer<double[]> Numbers(Table table, string name) =>
        table.RequireNumbers(name).Try(out var column, out var refusal) ? column.Values.ToArray() : refusal;

    // How often the model will turn out right is read off its probabilities; anything else says nothing about it.
    private static Answer<double[]> Probabilities(Table table, string name) =>
        !Numbers(table, name).Try(out var scores, out var refusal) ? refusal
        : scores.FirstOrDefault(score => score is < 0 or > 1, double.NaN) is var outside && double.IsFinite(outside)
            ? new Refusal(NotProbabilities, FormattableString.Invariant($"{name} holds {outside:G4}, which lies outside 0 to 1."), "Give probabilities; calibrate scores first.") { Fields = [name] }
            : scores;
}
