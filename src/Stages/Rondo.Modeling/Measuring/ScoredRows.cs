using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;

namespace Rondo.Modeling.Measuring;

/// <summary>What was said and what came true, read from a file of predictions.</summary>
/// <param name="Kept">Rows of the file that hold everything that is needed.</param>
/// <param name="Left">Rows left out because a value is missing.</param>
/// <param name="Target">Truth as classes; its labels are those of the whole file.</param>
internal sealed record ScoredRows(int[] Kept, int Left, TargetReading Target)
{
    public static readonly ProblemCode ManyClasses = new("truth_many_classes", 422, "The truth has more than two classes");
    public static readonly ProblemCode NoRows = new("no_usable_rows", 422, "No row can be used");

    /// <summary>What came true, a kept row.</summary>
    public bool[] Truth { get; } = [.. Kept.Select(row => Target.Labels[row] == 1)];

    /// <summary>Reads a yes-or-no truth beside columns of numbers; rows without one of them are left out and counted.</summary>
    public static Answer<ScoredRows> Read(Table table, string truth, string positive, params IReadOnlyList<NumberColumn> numbers)
    {
        if (!table.Require(truth).Try(out var column, out var refusal))
        {
            return refusal;
        }

        var target = TargetColumn.Read(column, positive);
        if (!target.Task.IsBinary)
        {
            return new Refusal(ManyClasses, $"{truth} has {target.Task.Classes.Count} classes: {string.Join(", ", target.Task.Classes.Take(10))}.", "Name the class that the scores are for with --positive, or give predicted classes with --prediction.") { Fields = ["--positive"] };
        }

        int[] kept = [.. Enumerable.Range(0, table.RowCount).Where(row => target.Labels[row] >= 0 && numbers.All(values => double.IsFinite(values.Values[row])))];
        return kept.Length == 0
            ? new Refusal(NoRows, $"None of {table.RowCount:N0} rows holds {string.Join(", ", numbers.Select(values => values.Name).Prepend(truth))}.", "Check that the columns are the right ones.")
            : new ScoredRows(kept, table.RowCount - kept.Length, target);
    }

    /// <summary>The kept rows of a column of numbers.</summary>
    public double[] Of(NumberColumn column) => [.. Kept.Select(row => column.Values[row])];

    /// <summary>What was left out, as a finding.</summary>
    public IEnumerable<Finding> Findings()
    {
        foreach (var finding in TableFiles.LeftOut(Left, "the truth, the score or the weight"))
        {
            yield return finding;
        }

        if (Target.PositiveVariants.Count > 1)
        {
            yield return new Finding { Code = "label_variants", Severity = Severity.Info, Sentence = $"'{Target.Positive}' is written in {Target.PositiveVariants.Count} ways: {string.Join(", ", Target.PositiveVariants)}. All of them were counted.", Numbers = new Dictionary<string, double> { ["variants"] = Target.PositiveVariants.Count }, NextStep = "Check that they all mean the same." };
        }
    }
}
