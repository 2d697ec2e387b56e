using System.Globalization;
using Rondo.Contracts;

namespace Rondo.Data.Schemas;

/// <summary>A version of a data set beside what was agreed about it. Pure.</summary>
internal static class SchemaCheck
{
    // A limit taken from one version must leave the next one room: gaps and extremes vary.
    private const double MissingRoom = 0.05;

    /// <summary>What the version breaks (fail), and what is new in it (info).</summary>
    public static IEnumerable<Finding> Compare(Schema schema, IReadOnlyList<ColumnProfile> columns, int rows)
    {
        foreach (var agreed in schema.Columns)
        {
            var found = columns.FirstOrDefault(column => column.Name == agreed.Name);
            foreach (var finding in found is null ? Absent(agreed, columns) : Compare(agreed, found, rows))
            {
                yield return finding;
            }
        }

        var names = schema.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var column in columns.Where(column => !names.Contains(column.Name)))
        {
            yield return Of("schema_new_column", Severity.Info, $"{column.Name} is new: nothing was agreed about it.", "Add it to the schema, with what it is for.", column.Name);
        }
    }

    /// <summary>What can be agreed on the strength of one version.</summary>
    public static Schema Propose(Dataset dataset, IReadOnlyList<ColumnProfile> columns) => new()
    {
        Columns =
        [
            .. columns.Select(column => new SchemaColumn
            {
                Name = column.Name,
                Kind = column.Kind,
                Role = column.Name == dataset.Target ? ColumnRole.Target
                    : column.Kind == "identifier" ? ColumnRole.Identifier
                    : column.Kind == "time" ? ColumnRole.Time
                    : Judgement.Groups.IsProtected(column.Name) ? ColumnRole.Protected
                    : ColumnRole.Feature,
                MostMissing = Math.Min(1, Math.Round(((double)column.Missing / Math.Max(1, dataset.Rows)) + MissingRoom, 2)),
                Low = column.Min >= 0 ? 0 : null,
            }),
        ],
    };

    private static IEnumerable<Finding> Absent(SchemaColumn agreed, IReadOnlyList<ColumnProfile> columns)
    {
        var renamed = FieldName.Find(agreed.Name, columns.Select(column => column.Name));
        yield return agreed.Required
            ? Of("schema_column_absent", Severity.Fail, $"{agreed.Name} is agreed on and not in the file{(renamed is null ? "" : $"; {renamed} looks like it")}.", renamed is null ? "Add the column, or take it out of the schema." : $"Rename {renamed}, or change the schema.", agreed.Name)
            : Of("schema_column_absent", Severity.Info, $"{agreed.Name} is not in the file, which the schema allows.", "Nothing has to be done.", agreed.Name);
    }

    private static IEnumerable<Finding> Compare(SchemaColumn agreed, ColumnProfile found, int rows)
    {
        if (found.Kind != agreed.Kind && found.Missing < rows)
        {
            yield return Of("schema_kind_changed", Severity.Fail, $"{agreed.Name} was a column of kind '{agreed.Kind}' and is one of kind '{found.Kind}' now{(found.Top.Count > 0 ? $", for example {string.Join(", ", found.Top.Take(3).Select(value => $"'{value.Value}'"))}" : "")}.", "Repair the export, or change the schema if this is meant.", agreed.Name);
        }

        var share = rows == 0 ? 0 : (double)found.Missing / rows;
        if (share > agreed.MostMissing)
        {
            yield return Of("schema_missing", Severity.Fail, string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} % of {agreed.Name} is missing; {100 * agreed.MostMissing:0.#} % is agreed on."), "Find out what stopped filling it.", agreed.Name, ("share", share), ("agreed", agreed.MostMissing.Value));
        }

        if (found.Min < agreed.Low || found.Max > agreed.High)
        {
            yield return Of("schema_range", Severity.Fail, string.Create(CultureInfo.InvariantCulture, $"{agreed.Name} lies between {found.Min:G6} and {found.Max:G6}; {agreed.Low?.ToString("G6", CultureInfo.InvariantCulture) ?? "anything"} to {agreed.High?.ToString("G6", CultureInfo.InvariantCulture) ?? "anything"} is agreed on."), "Correct the values, or change the schema if they are right.", agreed.Name, ("min", found.Min ?? double.NaN), ("max", found.Max ?? double.NaN));
        }
    }

    private static Finding Of(string code, Severity severity, string sentence, string nextStep, string column, params (string Name, double Value)[] numbers) => new()
    {
        Code = code,
        Severity = severity,
        Sentence = sentence,
        NextStep = nextStep,
        Column = column,
        Numbers = numbers.Where(number => double.IsFinite(number.Value)).ToDictionary(number => number.Name, number => number.Value),
    };
}
