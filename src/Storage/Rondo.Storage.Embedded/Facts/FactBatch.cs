using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>Facts that became durable together.</summary>
/// <param name="Number">From 1, without gaps; how the log and the columns agree on what was moved.</param>
/// <param name="Facts">In the order of their append.</param>
internal sealed record FactBatch(long Number, IReadOnlyList<Fact> Facts)
{
    /// <summary>The format's version; a reader that knows only older ones must stop instead of guessing.</summary>
    public const byte Format = 1;

    /// <summary>The hash of each fact's key, in their order; computed once.</summary>
    public IReadOnlyList<ulong> Keys
    {
        get => field ??= [.. Facts.Select(fact => FactKey.Of(fact).Hash())];
        init;
    }
}
