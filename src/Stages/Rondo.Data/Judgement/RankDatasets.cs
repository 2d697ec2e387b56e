using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Judgement;

/// <summary>Which data set can teach more? Signal comes before tidiness: messy data with signal beats clean data without.</summary>
[UseCase("GET /products/{product}/ranking", "dataset rank", "Ranks data sets by what they can teach.")]
internal static class RankDatasets
{
    public static async Task<Answer<DatasetRanking>> Handle(string product, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return Rank([.. state.All<Readiness>().Select(found => (found.Id, found.Body))]);
    }

    internal static DatasetRanking Rank(IReadOnlyList<(string Name, Readiness Readiness)> judged)
    {
        IReadOnlyList<RankedDataset> ranking = [.. judged
            .OrderBy(pair => Order(pair.Readiness.Verdict))
            .ThenByDescending(pair => pair.Readiness.QuickModel?.Auc.Low ?? 0)
            .ThenByDescending(pair => pair.Readiness.Positives)
            .ThenBy(pair => pair.Name, StringComparer.Ordinal)
            .Select(pair => new RankedDataset(pair.Name, pair.Readiness.Verdict, Reason(pair.Readiness), pair.Readiness.QuickModel?.Auc))];
        return new DatasetRanking { Ranking = ranking, Sentence = ranking.Count == 0 ? "No data set has been judged yet." : $"{ranking[0].Dataset} can teach most: {ranking[0].Reason}" };
    }

    private static int Order(ReadinessVerdict verdict) => verdict switch
    {
        ReadinessVerdict.Plausible => 0,
        ReadinessVerdict.NeedData => 1,
        ReadinessVerdict.Implausible => 2,
        _ => 3,
    };

    private static string Reason(Readiness readiness)
    {
        var strongest = readiness.Columns.FirstOrDefault(column => column.Signal?.Value > 0.55 && column.Name != readiness.Target);
        var mess = readiness.Findings.Count(finding => finding.Severity == Severity.Warning);
        return readiness.QuickModel is { Learnable: true } quick
            ? $"{readiness.Positives:N0} of {readiness.Rows:N0} rows are positive, and the signal is real (ROC-AUC {quick.Auc.Value:0.00}{(strongest is null ? "" : $", strongest field {strongest.Name}")}){(mess > 0 ? $"; its {Plural.Of(mess, "flaw")} can be dealt with" : "")}."
            : readiness.Sentence;
    }
}
