using System.Globalization;
using System.Text;
using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Labeling.Agreements;
using Rondo.Labeling.LabelSets;
using Rondo.Statistics;

namespace Rondo.Labeling.Freezing;

/// <summary>Turns votes into one label an item, by majority, once people agree well enough. Ties are stated, not broken.</summary>
[UseCase("POST /products/{product}/label-sets/{set}/freeze", "labels freeze", "Freezes labels that people agree on well enough.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Reviewer)]
internal static class FreezeLabels
{
    public static async Task<Answer<Document<FrozenLabels>>> Handle(string product, string set, SignRequest request, Desk desk, GateKeeper gates, IBlobStore blobs, ITables tables, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<LabelSet>(set) is not { } labels || state.Find<Agreement>(set) is not { } agreement)
        {
            return CommonProblems.NoDocument(LabelSet.Kind, set);
        }

        if (gates.Refuse(state, GateNames.Freeze, set) is { } closed)
        {
            return closed;
        }

        await using var stream = await blobs.OpenAsync(labels.Body.Blob, cancellation) ?? throw new InvalidDataException($"The annotations of {set} are on record but not in the store.");
        if (!AnnotationFile.Read(tables, stream, "", labels.Body.ItemColumn, labels.Body.AnnotatorColumn, labels.Body.LabelColumn, cancellation).Try(out var ratings, out refusal))
        {
            return refusal;
        }

        var (csv, items, ties) = Majority(ratings);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var blob = await blobs.WriteAsync(content, long.MaxValue, cancellation);
        var frozen = new FrozenLabels { Blob = blob!.Hash, Items = items, Ties = ties, Alpha = agreement.Body.KrippendorffAlpha };
        return await desk.WriteAsync(state, set, frozen, [labels.Ref, agreement.Ref], request.Reason, cancellation);
    }

    internal static (string Csv, int Items, int Ties) Majority(RatingTable ratings)
    {
        var csv = new StringBuilder("item,label,votes,of\n");
        int items = 0, ties = 0;
        for (var item = 0; item < ratings.Items; item++)
        {
            var votes = ratings.CodesOf(item).ToArray().GroupBy(code => code).Select(group => (Code: group.Key, Count: group.Count())).OrderByDescending(vote => vote.Count).ToList();
            if (votes.Count > 1 && votes[0].Count == votes[1].Count)
            {
                ties++;
                continue;
            }

            items++;
            csv.Append(CultureInfo.InvariantCulture, $"{CsvCell.Of(ratings.ItemNames[item])},{CsvCell.Of(ratings.Categories[votes[0].Code])},{votes[0].Count},{ratings.CodesOf(item).Length}\n");
        }

        return (csv.ToString(), items, ties);
    }
}

/// <summary>Labels that were frozen, as they stand now.</summary>
[UseCase("GET /products/{product}/label-sets/{set}/frozen", "labels frozen", "Shows the frozen labels of a set.")]
internal static class ShowFrozenLabels
{
    public static async Task<Answer<Document<FrozenLabels>>> Handle(string product, string set, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<FrozenLabels>(set) is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(FrozenLabels.Kind, set);
}

/// <summary>If people cannot reliably agree on a label, the model will not either.</summary>
internal sealed class PeopleAgree : IGateRule
{
    public GateRuleDescriptor Descriptor { get; } = new("people_agree", GateNames.Freeze, $"The lower bound of Krippendorff's alpha is at least {AgreementJudge.Enough}.", "L4", "L7");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (state.Find<Agreement>(subject) is not { } agreement || agreement.Body.KrippendorffAlpha.Value is null)
        {
            yield return new Finding { Code = "no_agreement", Severity = Severity.Fail, Sentence = $"Nothing is known about how far annotators of '{subject}' agree.", NextStep = "Have items labelled by two people or more." };
            yield break;
        }

        foreach (var finding in agreement.Body.Findings.Where(finding => finding.Severity == Severity.Fail))
        {
            yield return finding;
        }
    }
}
