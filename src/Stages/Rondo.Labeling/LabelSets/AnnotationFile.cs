using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Labeling.LabelSets;

/// <summary>A long file of annotations: one annotation a line.</summary>
internal static class AnnotationFile
{
    public static readonly ProblemCode ColumnAbsent = new("annotation_column_absent", 409, "The file lacks a column of annotations");
    public static readonly ProblemCode NoAnnotations = new("no_annotations", 409, "The file holds no annotation");

    public static Answer<RatingTable> Read(ITables tables, Stream stream, string fileName, string item, string annotator, string label, CancellationToken cancellation)
    {
        // Every column is read as categories: "1" and "01" are two labels, whatever they look like.
        var options = new TableReadOptions { Categorical = new HashSet<string> { item, annotator, label } };
        if (!tables.TryRead(stream, fileName, options, cancellation).Try(out var reading, out var refusal))
        {
            return refusal with { Detail = $"{refusal.Detail} Nothing was kept." };
        }

        var table = reading.Table;
        if (new[] { item, annotator, label }.FirstOrDefault(name => table.Find(name) is null) is { } absent)
        {
            return new Refusal(ColumnAbsent, $"There is no column '{absent}'. Nothing was kept.", $"The columns are {string.Join(", ", table.Columns.Select(column => column.Name))}; say which of them holds the item, the annotator and the label.") { Fields = [absent] };
        }

        var ratings = Of(table, item, annotator, label, out var kept);
        return kept == 0
            ? new Refusal(NoAnnotations, $"None of {table.RowCount:N0} lines holds an item, an annotator and a label. Nothing was kept.", "Send one annotation a line.")
            : ratings;
    }

    /// <summary>A long table: one annotation a row. Rows that lack one of the three are left out.</summary>
    public static RatingTable Of(Table table, string item, string annotator, string label, out int kept)
    {
        Column items = table.Find(item)!, annotators = table.Find(annotator)!, labels = table.Find(label)!;
        var rows = Enumerable.Range(0, table.RowCount).Where(row => !items.IsMissing(row) && !annotators.IsMissing(row) && !labels.IsMissing(row)).ToList();
        kept = rows.Count;
        return RatingTable.FromTriples([.. rows.Select(items.Text)], [.. rows.Select(annotators.Text)], [.. rows.Select(labels.Text)]);
    }

    /// <summary>A wide table: one item a row, one column an annotator. Empty cells are labels that were not given.</summary>
    public static RatingTable OfWide(Table table, string item)
    {
        var items = table.Find(item)!;
        List<string> names = [], people = [];
        List<string?> labels = [];
        for (var row = 0; row < table.RowCount; row++)
        {
            foreach (var annotator in table.Columns.Where(column => column != items))
            {
                names.Add(items.Text(row));
                people.Add(annotator.Name);
                labels.Add(annotator.IsMissing(row) ? null : annotator.Text(row));
            }
        }

        return RatingTable.FromTriples(names, people, labels);
    }
}
