using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;

namespace Rondo.Data.Datasets;

/// <summary>Data's place on the loop map, its open decisions and its lines on the card.</summary>
internal sealed class DataOverview : IStageReporter, IDecisionFinder, ICardWriter
{
    public int Order => 200;

    public StageReport Report(ProductState state)
    {
        var best = Best(state);
        return
            state.All<Dataset>().Count == 0 ? new(Stage.Data, Standing.Unknown, "No data set yet.") :
            best is null ? new(Stage.Data, Standing.Doubtful, $"{state.All<Dataset>().Count} data sets, none judged yet.") :
            state.IsStale(best.Ref) ? new(Stage.Data, Standing.Doubtful, $"The judgement of {best.Id} is out of date. {best.Body.Sentence}") :
            new(Stage.Data, best.Body.Verdict switch { ReadinessVerdict.Plausible => Standing.Good, ReadinessVerdict.NeedData => Standing.Doubtful, _ => Standing.Bad }, $"{best.Id}: {best.Body.Sentence}");
    }

    public IEnumerable<OpenDecision> Find(ProductState state, DateTimeOffset now)
    {
        foreach (var dataset in state.All<Dataset>())
        {
            var readiness = state.Find<Readiness>(dataset.Id);
            if (readiness is null || readiness.Entry.BasedOn.All(basis => basis != dataset.Ref))
            {
                yield return new OpenDecision("judge_dataset", Stage.Data, Role.DataScientist, $"Judge what version {dataset.Entry.Version} of {dataset.Body.Name} can teach ({dataset.Body.Rows:N0} rows).", dataset.Id, dataset.Entry.At);
            }
        }
    }

    public IEnumerable<CardLine> Write(ProductState state)
    {
        if (Best(state) is { } best && state.Find<Dataset>(best.Id) is { } dataset)
        {
            yield return new CardLine("Data", $"{dataset.Body.Name}, version {dataset.Entry.Version}: {dataset.Body.Rows:N0} rows, {dataset.Body.Columns.Count} columns, {best.Body.Positives:N0} positives.", dataset.Ref);
            yield return new CardLine("Data", best.Body.Sentence, best.Ref);
        }
    }

    private static Stored<Readiness>? Best(ProductState state) =>
        state.All<Readiness>().OrderBy(found => found.Body.Verdict).ThenByDescending(found => found.Entry.Sequence).FirstOrDefault();
}
