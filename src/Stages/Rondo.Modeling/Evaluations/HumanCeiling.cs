using System.Globalization;
using Rondo.Contracts;
using Rondo.Engines.Learning;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;

namespace Rondo.Modeling.Evaluations;

/// <summary>What people reach among themselves, beside what the model reaches: a model that agrees more often than people do has learned something else.</summary>
internal static class HumanCeiling
{
    /// <summary>
    /// Agreement on labels of the model's own classes where there are any, else on others, which is said: how far people
    /// agree on one question is no ceiling for another. Of several the frozen ones first, then the newest; null without any.
    /// </summary>
    public static HumanAgreement? Of(ProductState state, string target, IReadOnlyList<string> classes, Estimate accuracy)
    {
        var frozen = state.All<FrozenLabels>().Select(found => found.Id).ToHashSet(StringComparer.Ordinal);
        return state.All<Agreement>()
            .OrderByDescending(found => SameQuestion(found.Body, target, classes))
            .ThenByDescending(found => frozen.Contains(found.Id))
            .ThenByDescending(found => found.Entry.Sequence)
            .Select(found => Of(found, SameQuestion(found.Body, target, classes), accuracy))
            .FirstOrDefault();
    }

    private static bool SameQuestion(Agreement agreement, string target, IReadOnlyList<string> classes) =>
        agreement.PerClass.Count > 0 && agreement.PerClass.All(label => classes.Any(known => TargetColumn.IsSpellingOf(target, label.Class, known)));

    private static HumanAgreement Of(Stored<Agreement> agreement, bool sameQuestion, Estimate accuracy)
    {
        var body = agreement.Body;
        var people = string.Create(
            CultureInfo.InvariantCulture,
            $"Two people give the same label in {body.PairwiseAgreement.Percent()} of cases (alpha {body.KrippendorffAlpha.Value:0.00}, {body.KrippendorffAlpha.Low:0.00} to {body.KrippendorffAlpha.High:0.00}, {Plural.Of(body.Items, "item")} of '{agreement.Id}')");
        return new HumanAgreement(agreement.Ref, body.PairwiseAgreement, body.KrippendorffAlpha, sameQuestion, sameQuestion
            ? $"{people}; the model gives the recorded one in {accuracy.Percent()} of {Plural.Of(accuracy.N, "row")}."
            : $"{people}. These labels answer another question than the model, so they are no ceiling for its score.");
    }
}
