using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;

namespace Rondo.Modeling.Evaluations;

/// <summary>Modeling's place on the loop map, its open decisions and its lines on the card.</summary>
internal sealed class ModelingOverview : IStageReporter, IDecisionFinder, ICardWriter
{
    public int Order => 400;

    public StageReport Report(ProductState state)
    {
        var contract = state.Find<SuccessContract>();
        if (contract is null)
        {
            return new(Stage.Modeling, Standing.Unknown, "Nobody has said what a good model must achieve.");
        }

        if (Newest(state) is not { } evaluation)
        {
            return new(Stage.Modeling, Standing.Doubtful, state.All<Run>().Count == 0 ? $"Promised: {string.Join(" and ", contract.Body.Promises)}. No model yet." : "Candidates are trained, none is judged yet.");
        }

        var promise = evaluation.Body.Promises.Count > 0 ? evaluation.Body.Promises[0].Sentence : evaluation.Body.Sentence;
        return state.IsStale(evaluation.Ref)
            ? new(Stage.Modeling, Standing.Doubtful, $"The evaluation is out of date: {string.Join(", ", state.StaleBecause(evaluation.Ref).Select(newer => $"{newer.Kind} has a version {newer.Version}"))}.")
            : new(Stage.Modeling, evaluation.Body.Verdict switch { PromiseVerdict.Holds => Standing.Good, PromiseVerdict.NotProven => Standing.Doubtful, _ => Standing.Bad }, $"{evaluation.Body.Learner}: {promise}");
    }

    public IEnumerable<OpenDecision> Find(ProductState state, DateTimeOffset now)
    {
        var contract = state.Find<SuccessContract>();
        if (contract is null)
        {
            if (state.Find<Verdict>()?.Body.Choice == VerdictChoice.Ml)
            {
                yield return new OpenDecision("write_contract", Stage.Modeling, Role.ProductManager, "Say what a good model must achieve, and why.", "", state.Find<Verdict>()!.Entry.At);
            }

            yield break;
        }

        if (!contract.Body.Locked)
        {
            yield return new OpenDecision("lock_contract", Stage.Modeling, Role.ProductManager, "Lock the contract before anybody trains.", "", contract.Entry.At);
        }

        if (contract.Body.ReviewDate is { } review && review <= now)
        {
            yield return new OpenDecision("review_contract", Stage.Modeling, Role.ProductManager, $"Look again at what 'good' means: the contract was to be reviewed on {review:yyyy-MM-dd}.", "", review);
        }

        if (Newest(state) is { } evaluation)
        {
            if (state.IsStale(evaluation.Ref))
            {
                yield return new OpenDecision("judge_again", Stage.Modeling, Role.DataScientist, $"Judge {evaluation.Id} again: what it is based on has changed.", evaluation.Id, evaluation.Entry.At);
                yield break;
            }

            var signed = state.Find<SignOff>(evaluation.Id)?.Body;
            foreach (var role in new[] { Role.ProductManager, Role.DataScientist }.Where(role => evaluation.Body.Verdict == PromiseVerdict.Holds && (signed is null || signed.Evaluation != evaluation.Ref || signed.Signatures.All(given => given.Role != role))))
            {
                yield return new OpenDecision("sign_evaluation", Stage.Modeling, role, $"Sign {evaluation.Id}, or say why not: {evaluation.Body.Sentence}", evaluation.Id, evaluation.Entry.At);
            }
        }
    }

    public IEnumerable<CardLine> Write(ProductState state)
    {
        if (state.Find<SuccessContract>() is { } contract)
        {
            yield return new CardLine("Promise", $"{contract.Body.Sentence} ({string.Join(" and ", contract.Body.Promises)}) Because: {contract.Body.Because}", contract.Ref);
        }

        if (Newest(state) is { } evaluation)
        {
            yield return new CardLine("Evidence", evaluation.Body.Sentence, evaluation.Ref);
            yield return new CardLine("Signals", $"Correlated with the outcome, not proven causes: {string.Join(", ", evaluation.Body.Signals.Take(6).Select(signal => signal.Feature))}.", evaluation.Ref);
        }

        foreach (var signOff in state.All<SignOff>().TakeLast(1))
        {
            yield return new CardLine("Sign-off", string.Join("; ", signOff.Body.Signatures.Select(given => $"{given.Actor} as {given.Role.Words()} on {given.At:yyyy-MM-dd}: {given.Reason}")), signOff.Ref);
        }
    }

    private static Stored<Evaluation>? Newest(ProductState state) => state.All<Evaluation>().OrderByDescending(evaluation => evaluation.Entry.Sequence).FirstOrDefault();
}
