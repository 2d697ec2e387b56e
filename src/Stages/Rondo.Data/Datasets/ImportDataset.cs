using System.Text.RegularExpressions;
using Rondo.Contracts;
using Rondo.Data.Profiles;
using Rondo.Data.Schemas;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Datasets;

/// <summary>
/// Takes a file as an immutable version of a data set, with its profile. The same file again is the same version; a
/// file that cannot be read leaves nothing behind but an unreferenced blob.
/// </summary>
[UseCase("POST /products/{product}/datasets/{dataset}", "dataset import", "Imports a file as a new version of a data set.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static partial class ImportDataset
{
    public static readonly ProblemCode TargetAbsent = new("target_absent", 409, "The target column is not in the file");
    public static readonly ProblemCode SchemaBroken = new("schema_broken", 409, "The file does not keep to what was agreed");
    public static readonly ProblemCode FileTooLarge = new("file_too_large", 413, "The file is too large");

    private const long MaxBytes = 2L << 30;

    public static async Task<Answer<Document<Dataset>>> Handle(
        string product, string dataset, string? name, string? file, string? target, string? positive, string? loop,
        Stream body, Desk desk, IBlobStore blobs, DatasetFiles files, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? await TakeAsync(state, dataset, new Labels(name, file ?? "", target, positive, loop ?? ""), body, desk, blobs, files, cancellation)
            : refusal;

    /// <summary>What comes with a file; a null takes what stood before.</summary>
    internal sealed record Labels(string? Name, string File, string? Target, string? Positive, string Loop)
    {
        /// <summary>Database that the rows came from; empty for a file.</summary>
        public string Source { get; init; } = "";

        /// <summary>Query that they answer; empty for a file.</summary>
        public string Query { get; init; } = "";
    }

    /// <summary>Takes content as a version of a data set.</summary>
    internal static async Task<Answer<Document<Dataset>>> TakeAsync(ProductState state, string dataset, Labels labels, Stream body, Desk desk, IBlobStore blobs, DatasetFiles files, CancellationToken cancellation)
    {
        if (!IdShape().IsMatch(dataset))
        {
            return CommonProblems.Invalid("dataset", "A data set's id has 1 to 60 lower-case letters, digits and dashes.", "Choose an id of that form.");
        }

        if (await blobs.WriteAsync(body, MaxBytes, cancellation) is not { } blob)
        {
            return new Refusal(FileTooLarge, $"The file is longer than {MaxBytes >> 30} GiB. Nothing was kept.", "Import a sample, or split the file.");
        }

        if (!(await files.ReadAsync(blob.Hash, labels.File, cancellation)).Try(out var reading, out var refusal))
        {
            return refusal;
        }

        var standing = state.Find<Dataset>(dataset);
        var contract = state.Find<SuccessContract>()?.Body;
        var wanted = labels.Target ?? standing?.Body.Target ?? contract?.Target ?? "";
        if (wanted.Length > 0 && reading.Table.Find(wanted) is null)
        {
            return Absent(wanted, reading.Table);
        }

        var document = Describe(reading, blob) with
        {
            Name = string.IsNullOrWhiteSpace(labels.Name) ? standing?.Body.Name ?? dataset : labels.Name.Trim(),
            FileName = labels.File,
            Target = wanted,
            Positive = labels.Positive ?? standing?.Body.Positive ?? contract?.Positive ?? "",
            Loop = labels.Loop,
            Source = labels.Source,
            Query = labels.Query,
        };
        if (standing is not null && document == standing.Body with { Columns = document.Columns })
        {
            return state.Envelope(standing);
        }

        var profile = Profiler.Profile(reading, wanted.Length == 0 ? null : TargetColumn.Read(reading.Table.Find(wanted)!, document.Positive));
        if (state.Find<Schema>(dataset)?.Body is { } schema && Broken(schema, profile, dataset) is { } broken)
        {
            return broken;
        }

        var reference = new DocumentRef(Dataset.Kind, dataset, (standing?.Entry.Version ?? 0) + 1);
        var written = await desk.WriteAllAsync(
            state,
            "",
            [
                Desk.DraftOf(dataset, document, []) with { ExpectedVersion = desk.Caller.ExpectedVersion ?? standing?.Entry.Version ?? 0 },
                Desk.DraftOf(dataset, profile, [reference]),
            ],
            cancellation);
        return written.Try(out var result, out var refused) ? result.State.Envelope(result.State.Read<Dataset>(result.Entries[0])) : refused;
    }

    private static Refusal? Broken(Schema schema, DataProfile profile, string dataset)
    {
        IReadOnlyList<Finding> findings = [.. SchemaCheck.Compare(schema, profile.Columns, profile.Rows).Where(finding => finding.Severity == Severity.Fail)];
        return findings.Count == 0 ? null : new Refusal(SchemaBroken, $"The file breaks what was agreed about '{dataset}' in {Plural.Of(findings.Count, "place")}: {string.Join(" ", findings.Take(3).Select(finding => finding.Sentence))} Nothing was kept.", findings[0].NextStep) { Findings = findings };
    }

    internal static Refusal Absent(string target, Table table) => new(
        TargetAbsent,
        $"There is no column '{target}' among the {table.Columns.Count} columns. Nothing was kept.",
        NearName.Hint(target, [.. table.Columns.Select(column => column.Name)]))
    { Fields = ["target"] };

    private static Dataset Describe(TableReading reading, BlobRef blob)
    {
        var times = reading.Table.Columns.OfType<TimeColumn>().SelectMany(column => column.Ticks.ToArray()).Where(ticks => ticks != TimeColumn.Missing).ToList();
        return new Dataset
        {
            Name = "",
            Blob = blob.Hash,
            Bytes = blob.Length,
            Format = reading.Format,
            Encoding = reading.Encoding,
            Rows = reading.Table.RowCount,
            RaggedRows = reading.RaggedRows,
            Columns = [.. reading.Table.Columns.Select(column => new ColumnSummary(column.Name, WireWords.Write(column.Kind), column.MissingCount(), Profiler.DistinctCount(column)))],
            From = times.Count == 0 ? null : new DateTimeOffset(times.Min(), TimeSpan.Zero),
            To = times.Count == 0 ? null : new DateTimeOffset(times.Max(), TimeSpan.Zero),
        };
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}\\z")]
    private static partial Regex IdShape();
}
