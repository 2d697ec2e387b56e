using System.Text.RegularExpressions;
using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Labeling.Agreements;

namespace Rondo.Labeling.LabelSets;

/// <summary>Takes a file of annotations as a version of a label set, and says at once how far the annotators agree.</summary>
[UseCase("POST /products/{product}/label-sets/{set}", "labels import", "Imports annotations and measures how far annotators agree.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Reviewer, Role.Annotator)]
internal static partial class ImportLabels
{
    private const long MaxBytes = 1L << 30;

    public static readonly ProblemCode FileTooLarge = new("annotations_too_large", 413, "The file of annotations is too large");

    public static async Task<Answer<Document<LabelSet>>> Handle(
        string product, string set, string? name, string? file, string? item, string? annotator, string? label,
        Stream body, Desk desk, IBlobStore blobs, ITables tables, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (!IdShape().IsMatch(set))
        {
            return CommonProblems.Invalid("set", "A label set's id has 1 to 60 lower-case letters, digits and dashes.", "Choose an id of that form.");
        }

        if (await blobs.WriteAsync(body, MaxBytes, cancellation) is not { } blob)
        {
            return new Refusal(FileTooLarge, $"The file is longer than {MaxBytes >> 30} GiB. Nothing was kept.", "Split it.");
        }

        var (itemColumn, annotatorColumn, labelColumn) = (item ?? "item", annotator ?? "annotator", label ?? "label");
        await using var stream = (await blobs.OpenAsync(blob.Hash, cancellation))!;
        if (!AnnotationFile.Read(tables, stream, file ?? "", itemColumn, annotatorColumn, labelColumn, cancellation).Try(out var ratings, out refusal))
        {
            return refusal;
        }

        var standing = state.Find<LabelSet>(set);
        var document = new LabelSet
        {
            Name = string.IsNullOrWhiteSpace(name) ? standing?.Body.Name ?? set : name.Trim(),
            Blob = blob.Hash,
            Items = ratings.Items,
            Annotators = [.. ratings.AnnotatorNames.Order(StringComparer.Ordinal)],
            Annotations = ratings.Annotations,
            Classes = ratings.Categories,
            ItemColumn = itemColumn,
            AnnotatorColumn = annotatorColumn,
            LabelColumn = labelColumn,
        };
        if (standing?.Body.Blob == blob.Hash && standing.Body.Name == document.Name)
        {
            return state.Envelope(standing);
        }

        var reference = new DocumentRef(LabelSet.Kind, set, (standing?.Entry.Version ?? 0) + 1);
        var written = await desk.WriteAllAsync(
            state,
            "",
            [
                Desk.DraftOf(set, document, [state.Find<Guideline>()?.Ref]) with { ExpectedVersion = desk.Caller.ExpectedVersion ?? standing?.Entry.Version ?? 0 },
                Desk.DraftOf(set, AgreementJudge.Judge(ratings), [reference]),
            ],
            cancellation);
        return written.Try(out var result, out var refused) ? result.State.Envelope(result.State.Read<LabelSet>(result.Entries[0])) : refused;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}\\z")]
    private static partial Regex IdShape();
}
