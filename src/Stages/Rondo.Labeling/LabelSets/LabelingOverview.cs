using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;
using Rondo.Labeling.Agreements;

namespace Rondo.Labeling.LabelSets;

/// <summary>Labels among the open decisions and on the card. (Labeling is a part of the Data stage and has no place of its own on the map.)</summary>
internal sealed class LabelingOverview : IDecisionFinder, ICardWriter
{
    public int Order => 300;

    public IEnumerable<OpenDecision> Find(ProductState state, DateTimeOffset now)
    {
        // A later round takes the place of an earlier one.
        if (state.All<Agreement>().OrderByDescending(found => found.Entry.Sequence).FirstOrDefault() is { } agreement)
        {
            if (agreement.Body.KrippendorffAlpha.Low < AgreementJudge.Enough)
            {
                yield return new OpenDecision("clarify_guideline", Stage.Data, Role.ProductManager, string.Create(CultureInfo.InvariantCulture, $"Rule on the disputed items of '{agreement.Id}': alpha is {agreement.Body.KrippendorffAlpha.Value:0.00}, {AgreementJudge.Enough} is needed."), agreement.Id, agreement.Entry.At);
            }
            else if (state.Find<FrozenLabels>(agreement.Id) is not { } frozen || !frozen.Entry.BasedOn.Contains(agreement.Ref))
            {
                yield return new OpenDecision("freeze_labels", Stage.Data, Role.DataScientist, $"Freeze the labels of '{agreement.Id}': people agree well enough.", agreement.Id, agreement.Entry.At);
            }
        }
    }

    public IEnumerable<CardLine> Write(ProductState state)
    {
        foreach (var frozen in state.All<FrozenLabels>())
        {
            var alpha = frozen.Body.Alpha;
            yield return new CardLine("Labels", string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(frozen.Body.Items, "item")} by majority ({Plural.Of(frozen.Body.Ties, "tie")} left out); people agree with alpha {alpha.Value:0.00} ({alpha.Low:0.00} to {alpha.High:0.00})."), frozen.Ref);
        }
    }
}
