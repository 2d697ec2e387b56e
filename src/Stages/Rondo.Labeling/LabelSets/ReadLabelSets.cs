using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Labeling.LabelSets;

/// <summary>Label sets, newest version each.</summary>
[UseCase("GET /products/{product}/label-sets", "labels list", "Lists label sets.")]
internal static class ListLabelSets
{
    public static async Task<Answer<IReadOnlyList<Document<LabelSet>>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? AnswerOf.Good<IReadOnlyList<Document<LabelSet>>>([.. state.All<LabelSet>().Select(state.Envelope)])
            : refusal;
}

/// <summary>How far annotators agree.</summary>
[UseCase("GET /products/{product}/label-sets/{set}/agreement", "labels agreement", "Shows how far annotators agree, beside chance.")]
internal static class ShowAgreement
{
    public static async Task<Answer<Document<Agreement>>> Handle(string product, string set, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Agreement>(set) is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(Agreement.Kind, set);
}

/// <summary>Items on which annotators differ, the most disputed first: what to talk about.</summary>
[UseCase("GET /products/{product}/label-sets/{set}/disagreements", "labels disagreements", "Lists disputed items, the most disputed first.")]
internal static class ListDisagreements
{
    public static async Task<Answer<IReadOnlyList<DisputedItem>>> Handle(string product, string set, int? limit, Desk desk, IBlobStore blobs, ITables tables, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<LabelSet>(set) is not { } labels || await blobs.OpenAsync(labels.Body.Blob, cancellation) is not { } stream)
        {
            return CommonProblems.NoDocument(LabelSet.Kind, set);
        }

        await using (stream)
        {
            if (!AnnotationFile.Read(tables, stream, "", labels.Body.ItemColumn, labels.Body.AnnotatorColumn, labels.Body.LabelColumn, cancellation).Try(out var ratings, out refusal))
            {
                return refusal;
            }

            var disputed = Enumerable.Range(0, ratings.Items)
                .Where(item => Distinct(ratings.CodesOf(item)) > 1)
                .OrderByDescending(item => Distinct(ratings.CodesOf(item)))
                .ThenBy(item => ratings.ItemNames[item], StringComparer.Ordinal)
                .Take(Math.Clamp(limit ?? 50, 1, 1000))
                .Select(item => new DisputedItem(ratings.ItemNames[item], [.. Enumerable.Range(0, ratings.CodesOf(item).Length).Select(i => new GivenLabel(ratings.AnnotatorNames[ratings.AnnotatorsOf(item)[i]], ratings.Categories[ratings.CodesOf(item)[i]]))]));
            return AnswerOf.Good<IReadOnlyList<DisputedItem>>([.. disputed]);
        }
    }

    private static int Distinct(ReadOnlySpan<int> codes)
    {
        var seen = new HashSet<int>();
        foreach (var code in codes)
        {
            seen.Add(code);
        }

        return seen.Count;
    }
}
