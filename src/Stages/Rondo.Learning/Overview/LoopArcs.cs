using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;

namespace Rondo.Learning.Overview;

/// <summary>Loops as arcs on the map, from where the signal came up to where the change is made.</summary>
internal sealed class LoopArcs : ILoopFinder
{
    private const int LongestCause = 80;

    public IEnumerable<LoopArc> Find(ProductState state) => state.All<Loop>()
        .OrderByDescending(loop => loop.Body.Signal.At)
        .Select(loop => new LoopArc(loop.Id, loop.Body.Signal.Stage, loop.Body.Decision?.To ?? Stage.Data, Short(loop.Body.Signal.Sentence), loop.Body.Signal.At, loop.Body.ClosedAt));

    private static string Short(string sentence) => sentence.Length <= LongestCause ? sentence : string.Concat(sentence.AsSpan(0, LongestCause - 1), "…");
}
