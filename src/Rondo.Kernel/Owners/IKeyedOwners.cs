namespace Rondo.Kernel.Owners;

/// <summary>
/// Gives single-writer consistency: messages to one owner (one kind, one key) are handled one after the other, wherever
/// in the cluster they come from.
/// </summary>
public interface IKeyedOwners
{
    /// <summary>Sends a message to the owner and waits for its reply.</summary>
    /// <param name="kind">Kind of owner; one <see cref="IOwnerBehavior"/> has it.</param>
    /// <param name="key">Key within the kind.</param>
    /// <param name="message">JSON.</param>
    /// <param name="cancellation">Stops waiting; the owner may still finish.</param>
    /// <returns>JSON.</returns>
    ValueTask<string> AskAsync(string kind, string key, string message, CancellationToken cancellation);
}

/// <summary>What owners of one kind do. Adding a kind adds one file: behaviours are found, not listed.</summary>
public interface IOwnerBehavior
{
    /// <summary>Kind.</summary>
    string Kind { get; }

    /// <summary>Handles one message; never called twice at once for one key.</summary>
    ValueTask<string> HandleAsync(string key, string message, CancellationToken cancellation);
}
