namespace Rondo.Kernel.Facts;

/// <summary>Keeps facts. What an append returned as stored survives <c>kill -9</c>.</summary>
public interface IFactStore
{
    /// <summary>Appends facts, in order.</summary>
    /// <returns>The fate of each, in the same order.</returns>
    /// <exception cref="ArgumentException">A text of a fact is null; none of this append is stored then.</exception>
    ValueTask<IReadOnlyList<FactFate>> AppendAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation);

    /// <summary>Tries whether a fact could be kept now, without keeping one.</summary>
    /// <exception cref="IOException">It could not, for example because the disk is full.</exception>
    ValueTask CheckAsync(CancellationToken cancellation);

    /// <summary>One fact, or null.</summary>
    ValueTask<Fact?> FindAsync(string product, string kind, string id, CancellationToken cancellation);

    /// <summary>Those of many facts that are there, by id.</summary>
    ValueTask<IReadOnlyDictionary<string, Fact>> FindAsync(string product, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation);

    /// <summary>Facts by the time they happened, then by id (the bytes of UTF-8); both reversed for newest first. Sees every fact whose append has returned.</summary>
    IAsyncEnumerable<Fact> ReadAsync(FactQuery query, CancellationToken cancellation);

    /// <summary>How many facts a query finds (its limit ignored).</summary>
    ValueTask<long> CountAsync(FactQuery query, CancellationToken cancellation);
}
