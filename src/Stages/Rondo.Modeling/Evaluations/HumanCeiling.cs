using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Modeling.Evaluations;

/// <summary>What people reach among themselves, beside what the model reaches: a model that agrees more often than people do has learned something else.</summary>
internal static class HumanCeiling
{
    /// <summary>Agreement on the labels that were frozen last, else on those that were looked at last; null where there are none.</summary>
    public static HumanAgreement? Of(ProductState state, Estimate accuracy)
    {
        var agreements = state.All<Agreement>().OrderByDescending(found => found.Entry.Sequence).ToList();
        var frozen = state.All<FrozenLabels>().MaxBy(found => found.Entry.Sequence);
        return agreements.FirstOrDefault(found => found.Id == frozen?.Id) is { } ceiling ? Of(ceiling, accuracy)
            : agreements.Count > 0 ? Of(agreements[0], accuracy)
            : null;
    }

    private static HumanAgreement Of(Stored<Agreement> agreement, Estimate accuracy)
    {
        var body = agreement.Body;
        return new HumanAgreement(agreement.Ref, body.PairwiseAgreement, body.KrippendorffAlpha, string.Create(
            CultureInfo.InvariantCulture,
            $"Two people give the same label in {Percent(body.PairwiseAgreement)} of cases (alpha {body.KrippendorffAlpha.Value:0.00}, {body.KrippendorffAlpha.Low:0.00} to {body.KrippendorffAlpha.High:0.00}, {body.Items:N0} items of '{agreement.Id}'); the model gives the recorded one in {Percent(accuracy)}."));
    }

    private static string Percent(Estimate share) => string.Create(CultureInfo.InvariantCulture, $"{share.Value * 100:0} % ({share.Low * 100:0} to {share.High * 100:0})");
}
