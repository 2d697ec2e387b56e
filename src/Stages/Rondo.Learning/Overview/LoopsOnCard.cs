using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;

namespace Rondo.Learning.Overview;

/// <summary>What was learned, on the model card.</summary>
internal sealed class LoopsOnCard : ICardWriter
{
    public int Order => 800;

    public IEnumerable<CardLine> Write(ProductState state) => state.All<Loop>().Select(loop => new CardLine(
        "Learning",
        $"{loop.Body.Signal.At:yyyy-MM-dd}: {loop.Body.Signal.Sentence} Decided: {loop.Body.Decision?.Text} {loop.Body.Effect?.Sentence ?? $"Open, {loop.Body.Changes.Count} changes so far."}",
        loop.Ref));
}
