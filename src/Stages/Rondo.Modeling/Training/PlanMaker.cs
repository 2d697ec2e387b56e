using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;

namespace Rondo.Modeling.Training;

/// <summary>From a table and a contract to a plan: target, split, and what is left out.</summary>
internal static class PlanMaker
{
    public static readonly ProblemCode TargetMissing = new("target_not_in_data", 409, "The target column is not in the data");
    public static readonly ProblemCode NothingToLearn = new("one_class_target", 409, "The target has one class only");
    public static readonly ProblemCode CannotSplit = new("cannot_split", 409, "The rows cannot be split this way");

    public static Answer<TrainingPlan> Make(TableReading reading, SuccessContract contract, string splitBy, int seed)
    {
        var table = reading.Table;
        if (table.Find(contract.Target) is not { } column)
        {
            return new Refusal(TargetMissing, $"There is no column '{contract.Target}' among the {table.Columns.Count} columns.", NearName.Hint(contract.Target, [.. table.Columns.Select(known => known.Name)])) { Fields = ["target"] };
        }

        var target = TargetColumn.Read(column, contract.Positive);
        var rows = Usable(reading, target);
        var classes = rows.Select(row => target.Labels[row]).Distinct().Count();
        if (classes < 2)
        {
            var what = target.Positive.Length > 0 && target.Count(1) == 0 ? $"0 of {table.RowCount:N0} rows are {contract.Target} = '{target.Positive}'" : $"All {rows.Count:N0} rows with an outcome have the same one";
            return new Refusal(NothingToLearn, $"{what}, so a model cannot learn it.", "Use another data set, or collect examples of the other outcome.");
        }

        var (split, fault) = RowSplit.Of(table, rows, target.Labels, splitBy, seed);
        if (split is null || split.Train.Length == 0 || split.Test.Length == 0)
        {
            return new Refusal(CannotSplit, fault.Length > 0 ? fault : "The split leaves no rows to learn from or none to be judged on.", "Choose random, fifth, time:COLUMN, hash:COLUMN or a column with train and test.");
        }

        var excluded = new Dictionary<string, string>();
        foreach (var identifier in table.Columns.Where(candidate => candidate.Kind == ColumnKind.Identifier && candidate.Name != contract.Target))
        {
            excluded[identifier.Name] = "names each row";
        }

        if (table.Find(splitBy) is not null)
        {
            excluded[splitBy] = "marks the split";
        }

        return new TrainingPlan { Table = table, Target = target, TargetName = contract.Target, Split = split, Excluded = excluded, Contract = contract, Seed = seed };
    }

    /// <summary>Rows with an outcome, each only once: a copy on both sides of the split would be known before it is asked.</summary>
    private static List<int> Usable(TableReading reading, TargetReading target)
    {
        var seen = new HashSet<ulong>();
        var rows = new List<int>(reading.Table.RowCount);
        for (var row = 0; row < reading.Table.RowCount; row++)
        {
            if (target.Labels[row] >= 0 && seen.Add(reading.RowHashes[row]))
            {
                rows.Add(row);
            }
        }

        return rows;
    }
}
