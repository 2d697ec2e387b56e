using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;
using Rondo.Statistics;

namespace Rondo.Labeling.LabelSets;

/// <summary>Annotations as a tool was given them, and which columns were taken for what.</summary>
/// <param name="Table">The file.</param>
/// <param name="Ratings">Who said what about which item.</param>
/// <param name="Columns">Role (item, annotator, label) to column; in a wide file the item alone.</param>
/// <param name="Left">Rows of a long file that lack the item, the annotator or the label.</param>
internal sealed record RatingsFile(Table Table, RatingTable Ratings, IReadOnlyDictionary<string, string> Columns, int Left)
{
    /// <summary>Options that every tool on annotations takes.</summary>
    public static readonly IReadOnlyList<ToolOption> Options =
    [
        new("--item", "Column that names the item. Default: by its name, else the first."),
        new("--annotator", "Column that names the annotator. Default: by its name, else the second."),
        new("--label", "Column that holds the label. Default: by its name, else the third."),
        new("--wide", "One item a row, one column an annotator.", Flag: true),
    ];

    private static readonly string[] ItemNames = ["item", "item_id", "task", "task_id", "unit", "document", "doc", "example", "row", "id", "url", "text_id"];
    private static readonly string[] AnnotatorNames = ["annotator", "annotator_id", "worker", "worker_id", "rater", "coder", "judge", "user", "labeler", "labeller", "who"];
    private static readonly string[] LabelNames = ["label", "labels", "response", "rating", "answer", "class", "category", "value", "score", "judgment", "judgement"];

    /// <summary>Reads a file of annotations, long or wide.</summary>
    public static Answer<RatingsFile> Read(ITables tables, ToolInput input, CancellationToken cancellation)
    {
        input.Report("Reading the file");
        if (!tables.ReadFile(input.Arguments[0], new TableReadOptions { AllCategorical = true }, cancellation).Try(out var reading, out var refusal))
        {
            return refusal;
        }

        var table = reading.Table;
        var wide = input.Has("--wide");
        var roles = wide ? Pick(table, input, ("item", ItemNames)) : Pick(table, input, ("item", ItemNames), ("annotator", AnnotatorNames), ("label", LabelNames));
        if (!roles.Try(out var columns, out refusal))
        {
            return refusal;
        }

        var kept = table.RowCount;
        var ratings = wide ? AnnotationFile.OfWide(table, columns["item"]) : AnnotationFile.Of(table, columns["item"], columns["annotator"], columns["label"], out kept);
        return ratings.Annotations == 0
            ? new Refusal(AnnotationFile.NoAnnotations, $"None of {table.RowCount:N0} rows holds an item, an annotator and a label.", wide ? "Give one column an annotator, or leave --wide out." : "Give one annotation a row, or say --wide where each annotator has a column.")
            : new RatingsFile(table, ratings, columns, table.RowCount - kept);
    }

    private static Answer<IReadOnlyDictionary<string, string>> Pick(Table table, ToolInput input, params IReadOnlyList<(string Role, string[] Names)> roles)
    {
        var picked = new Dictionary<string, string>();
        foreach (var (role, _) in roles.Where(role => input.Has($"--{role.Role}")))
        {
            if (!table.Require(input.Text($"--{role}")).Try(out var named, out var refusal))
            {
                return refusal;
            }

            picked[role] = named.Name;
        }

        foreach (var (role, names) in roles.Where(role => !picked.ContainsKey(role.Role)))
        {
            var free = table.Columns.Where(column => !picked.ContainsValue(column.Name)).ToList();
            var column = names.Select(name => free.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(found => found is not null) ?? free.FirstOrDefault();
            if (column is null)
            {
                return new Refusal(AnnotationFile.ColumnAbsent, $"The file has {table.Columns.Count} columns; item, annotator and label take three.", "Give one annotation a row with these three columns, or say --wide.") { Fields = [role] };
            }

            picked[role] = column.Name;
        }

        return AnswerOf.Good<IReadOnlyDictionary<string, string>>(picked);
    }
}
