using Rondo.Contracts;
using Rondo.Discovery.Risks;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;

namespace Rondo.Discovery.Verdicts;

/// <summary>Discovery's place on the loop map, its open decisions and its lines on the card.</summary>
internal sealed class DiscoveryOverview : IStageReporter, IDecisionFinder, ICardWriter
{
    public int Order => 100;

    public StageReport Report(ProductState state)
    {
        var (overall, sentence) = FiveRisks.Judge(FiveRisks.Of(state));
        return state.Find<Verdict>() switch
        {
            { Body.Choice: VerdictChoice.Ml } verdict when overall == Plausibility.DeadEnd => new(Stage.Discovery, Standing.Bad, $"ML was chosen although the data says no: {verdict.Body.Reason}"),
            { } verdict when state.IsStale(verdict.Ref) => new(Stage.Discovery, Standing.Doubtful, $"The verdict '{WireWords.Write(verdict.Body.Choice)}' is out of date: brief or risks have changed since."),
            { Body.Choice: VerdictChoice.Ml } => new(Stage.Discovery, Standing.Good, $"ML is plausible. {sentence}"),
            { } verdict => new(Stage.Discovery, Standing.Good, $"Not ML but {WireWords.Write(verdict.Body.Choice).Replace('_', ' ')}: {verdict.Body.Reason}"),
            null when state.Find<Brief>() is null => new(Stage.Discovery, Standing.Unknown, "Nobody has stated the problem yet."),
            null => new(Stage.Discovery, overall == Plausibility.DeadEnd ? Standing.Bad : Standing.Doubtful, $"No verdict yet. {sentence}"),
        };
    }

    public IEnumerable<OpenDecision> Find(ProductState state, DateTimeOffset now)
    {
        if (state.Find<Brief>() is null)
        {
            yield return new OpenDecision("write_brief", Stage.Discovery, Role.ProductManager, "State the problem: who, what hurts, what it costs today, what would be better.", "", state.Entries[0].At);
        }
        else if (state.Find<Verdict>() is not { } verdict)
        {
            yield return new OpenDecision("take_verdict", Stage.Discovery, Role.ProductManager, $"Decide whether this should be ML. {FiveRisks.Judge(FiveRisks.Of(state)).Sentence}", "", state.Find<Brief>()!.Entry.At);
        }
        else if (state.StaleBecause(verdict.Ref) is { Count: > 0 } newer)
        {
            yield return new OpenDecision("renew_verdict", Stage.Discovery, Role.ProductManager, $"Look at the verdict again: {string.Join(", ", newer.Select(reference => $"{reference.Kind} {reference.Id}"))} changed since.", "", state.At(newer[0])?.At);
        }
    }

    public IEnumerable<CardLine> Write(ProductState state)
    {
        if (state.Find<Brief>() is { } brief)
        {
            yield return new CardLine("Problem", $"{brief.Body.Who}: {brief.Body.Pain} Today: {brief.Body.CostToday} Wanted: {brief.Body.DesiredOutcome}", brief.Ref);
        }

        if (state.Find<Verdict>() is { } verdict)
        {
            yield return new CardLine("Verdict", $"{WireWords.Write(verdict.Body.Choice)} by {verdict.Entry.Actor} on {verdict.Entry.At:yyyy-MM-dd}: {verdict.Body.Reason}", verdict.Ref);
        }
    }
}
