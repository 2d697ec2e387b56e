namespace Rondo.Storage.TestKit;

/// <summary>A store on its own empty data, which the kit can close and open again. Disposing it removes the data.</summary>
/// <typeparam name="T">Port.</typeparam>
public abstract class StoreUnderTest<T> : IAsyncDisposable
    where T : class
{
    /// <summary>The store, as the program would get it. Another object after <see cref="ReopenAsync"/>.</summary>
    public abstract T Store { get; }

    /// <summary>Closes the store as the end of the program would, also while it is busy.</summary>
    public abstract ValueTask CloseAsync();

    /// <summary>Closes it, unless it is closed, and opens it on the same data.</summary>
    public abstract ValueTask ReopenAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes the data.</summary>
    protected abstract ValueTask RemoveAsync();
}

/// <summary>What every specification needs: a fresh store for each fact.</summary>
/// <typeparam name="T">Port.</typeparam>
public abstract class StoreSpecification<T>
    where T : class
{
    /// <summary>No cancellation: the kit cancels only where that is the point.</summary>
    protected static CancellationToken Never => CancellationToken.None;

    /// <summary>A new store on empty data.</summary>
    protected abstract ValueTask<StoreUnderTest<T>> CreateAsync();
}
