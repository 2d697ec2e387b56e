using Rondo.Contracts;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;
using Rondo.Kernel.UseCases;

namespace Rondo.Kernel.Moves;

/// <summary>
/// Stages are places, not steps: any move is possible. To the next place it needs no reason; skipping ahead or going
/// back does, and what was skipped stands on the model card.
/// </summary>
[UseCase("POST /products/{product}/moves", "product move", "Moves the team to another stage.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class MoveStage
{
    public static async Task<Answer<Document<Move>>> Handle(string product, MoveRequest request, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (request.To is not { } to)
        {
            return CommonProblems.Missing("The move", ["to"]);
        }

        return Decide(Current(state), to, request.Reason).Try(out var move, out var refused)
            ? await desk.WriteAsync(state, $"move-{state.OfKind(Move.Kind).Count + 1}", move, [], request.Reason, cancellation)
            : refused;
    }

    internal static Stage Current(ProductState state) => state.All<Move>() is { Count: > 0 } moves ? moves[^1].Body.To : Stage.Discovery;

    internal static Answer<Move> Decide(Stage from, Stage to, string reason)
    {
        IReadOnlyList<Stage> skipped = [.. Stages.All.Where(stage => stage > from && stage < to)];
        if (to != from + 1 && string.IsNullOrWhiteSpace(reason))
        {
            return CommonProblems.NoReason(skipped.Count > 0
                ? $"Going from {from} to {to} skips {string.Join(" and ", skipped)}; that needs a reason, which will stand on the model card."
                : $"Going from {from} back to {to} needs a reason: what did you learn?");
        }

        return new Move { From = from, To = to, Skipped = skipped };
    }
}

/// <summary>What was skipped and what was overridden, on the card.</summary>
internal sealed class SkippedOnCard : ICardWriter
{
    public int Order => 900;

    public IEnumerable<CardLine> Write(ProductState state)
    {
        foreach (var move in state.All<Move>().Where(move => move.Body.Skipped.Count > 0))
        {
            yield return new CardLine("Skipped and overridden", $"{string.Join(" and ", move.Body.Skipped)} skipped by {move.Entry.Actor} on {move.Entry.At:yyyy-MM-dd}: {move.Entry.Reason}", move.Ref);
        }

        foreach (var given in state.All<GateOverride>().Where(given => given.Body.InForce))
        {
            yield return new CardLine("Skipped and overridden", OverrideWords.Sentence(given.Body), given.Ref);
        }
    }
}
