using Rondo.Contracts;

namespace Rondo.Kernel.Ledger;

/// <summary>
/// Recognises a repeated request before its rules are asked again: after the first time the state has changed, so the
/// rules would refuse what they allowed, although nothing new is wanted.
/// </summary>
public static class EarlierAnswer
{
    /// <summary>The document as this idempotency key wrote it, or null where the key is empty or new.</summary>
    /// <param name="desk">Whose request it is.</param>
    /// <param name="state">State.</param>
    /// <param name="id">Id of the document; null for any of the type.</param>
    public static Document<T>? Earlier<T>(this Desk desk, ProductState state, string? id = null)
        where T : class, IDocument
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(state);
        var key = desk.Caller.IdempotencyKey;
        return key.Length > 0 && state.Entries.FirstOrDefault(entry => entry.IdempotencyKey == key && entry.Kind == T.Kind && (id is null || entry.Id == id)) is { } entry
            ? state.Envelope(state.Read<T>(entry))
            : null;
    }
}
