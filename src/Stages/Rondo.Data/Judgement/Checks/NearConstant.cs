using System.Globalization;
using Rondo.Contracts;

namespace Rondo.Data.Judgement.Checks;

/// <summary>Columns that hold one value nearly everywhere: what the few other rows say is mostly chance.</summary>
internal sealed class NearConstant : IDataCheck
{
    private const double NearlyAll = 0.995;
    private const int FewestRows = 400;

    public IEnumerable<Finding> Look(Examination examination)
    {
        var rows = examination.SomeRows();
        if (rows.Length < FewestRows)
        {
            yield break;
        }

        foreach (var column in examination.Table.Columns.Where(column => column.Name != examination.TargetName))
        {
            var counts = rows.Where(row => !column.IsMissing(row)).CountBy(column.Text, StringComparer.Ordinal).ToList();
            if (counts.Count > 1 && counts.MaxBy(pair => pair.Value) is var most && most.Value >= rows.Length * NearlyAll)
            {
                yield return new Finding
                {
                    Code = "near_constant",
                    Severity = Severity.Info,
                    Sentence = string.Create(CultureInfo.InvariantCulture, $"{column.Name} is '{most.Key}' in {most.Value:N0} of the {rows.Length:N0} rows looked at ({100.0 * most.Value / rows.Length:0.##} %); the few others hardly teach anything."),
                    Numbers = new Dictionary<string, double> { ["share"] = (double)most.Value / rows.Length, ["rows"] = rows.Length, ["others"] = rows.Length - most.Value },
                    NextStep = "Leave it out, unless the few others are what it is about.",
                    Column = column.Name,
                };
            }
        }
    }
}
