using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Modeling.EvidencePages;

/// <summary>Answers the five questions that anybody may ask of a model, from the ledger alone.</summary>
internal static class EvidenceWriter
{
    public static Evidence Write(ProductState state, Stored<Evaluation> evaluation)
    {
        var body = evaluation.Body;
        var run = state.Read<Run>(state.At(body.Run)!);
        var dataset = state.Read<Dataset>(state.At(body.Dataset)!);
        var contract = state.Find<SuccessContract>();
        return new Evidence
        {
            Evaluation = evaluation.Ref,
            Answers =
            [
                new("What data went into the model?", Data(run, dataset, body), [dataset.Ref, run.Ref]),
                new("How are we measuring success?", contract is null ? "" : $"{Stop(contract.Body.Sentence)} Because: {Stop(contract.Body.Because)} Judged on the bound: {string.Join(" ", body.Promises.Select(promise => promise.Sentence))}", Refs(contract?.Ref)),
                new("Where does the model fail?", Failing(body), [evaluation.Ref]),
                new("How confident are we in these predictions?", Confidence(body), [evaluation.Ref, .. Refs(body.Humans?.Labels)]),
                new("What actions will this prediction trigger in the product?", Actions(state.Find<ActionMap>()?.Body), Refs(state.Find<ActionMap>()?.Ref)),
            ],
        };
    }

    private static string Data(Stored<Run> run, Stored<Dataset> dataset, Evaluation evaluation)
    {
        var dates = dataset.Body is { From: { } from, To: { } to } ? string.Create(CultureInfo.InvariantCulture, $", dated {from:yyyy-MM-dd} to {to:yyyy-MM-dd}") : "";
        var excluded = run.Body.Excluded.Count == 0 ? "Nothing was left out." : $"Left out: {string.Join(", ", run.Body.Excluded.Select(pair => $"{pair.Key} ({pair.Value})"))}.";
        return $"{dataset.Body.Name}, version {dataset.Entry.Version} ({dataset.Body.FileName}): {dataset.Body.Rows:N0} rows{dates}. Learned from {run.Body.TrainRows:N0} rows, judged on {evaluation.N:N0} others with {evaluation.Positives:N0} positives; {run.Body.Split}. {excluded}";
    }

    private static string Failing(Evaluation evaluation)
    {
        var confusion = evaluation.Confusion;
        var weak = evaluation.WeakSegments.Where(segment => segment.P < 0.05).ToList();
        var where = weak.Count == 0
            ? "No segment was found in which it is surely worse than elsewhere."
            : $"It finds fewer than elsewhere ({weak[0].Overall:P0}) where {string.Join("; ", weak.Select(segment => string.Create(CultureInfo.InvariantCulture, $"{segment.Segment}: {segment.Recall.Value:P0} ({segment.Recall.Low:P0} to {segment.Recall.High:P0}, n = {segment.Recall.N})")))}.";
        return $"It misses {confusion.Fn:N0} of {confusion.Fn + confusion.Tp:N0} and raises {confusion.Fp:N0} false alarms among {confusion.Fp + confusion.Tn:N0} others. {where}";
    }

    private static string Confidence(Evaluation evaluation)
    {
        var ece = evaluation.Metrics["ece"];
        var auc = evaluation.Metrics["roc_auc"];
        return string.Create(CultureInfo.InvariantCulture, $"ROC-AUC {auc.Value:0.000} ({auc.Low:0.000} to {auc.High:0.000}). A score is off by {ece.Value * 100:0.0} points on average ({ece.Low * 100:0.0} to {ece.High * 100:0.0}). {evaluation.Shaky.Value:P0} of the rows lie close to the threshold and are shaky. The held-out rows were looked at {evaluation.TestLooks} time{(evaluation.TestLooks == 1 ? "" : "s")}.{(evaluation.Humans is { } humans ? " " + humans.Sentence : "")}");
    }

    private static string Actions(ActionMap? map) =>
        map is null ? "" : string.Join(" ", map.Rows.Select(row => $"When {row.When}: {row.Action} ({row.Owner})."));

    private static string Stop(string sentence) => $"{sentence.Trim().TrimEnd('.')}.";

    private static IReadOnlyList<DocumentRef> Refs(DocumentRef? reference) => reference is null ? [] : [reference];
}
