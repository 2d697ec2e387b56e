using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Kernel.Tests.Ledger;

/// <summary>Ledgers, commits and documents as the tests of the kernel begin with them.</summary>
internal static class Given
{
    public const string Product = "churn";

    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static ProductState Nothing => ProductState.Empty(Product);

    public static Draft Draft(string id, string body = "{}", int? expected = null, params IReadOnlyList<DocumentRef> basedOn) =>
        new("note", id, expected, body, basedOn);

    public static Commit Commit(params IReadOnlyList<Draft> drafts) => new(Product, "pm", Role.ProductManager, "because", "", drafts);

    public static DocumentRef Note(string id, int version = 1) => new("note", id, version);

    /// <summary>Appends by the product's own decision.</summary>
    public static ProductState Append(this ProductState state, Commit commit, DateTimeOffset? at = null) =>
        state.With(AppendDecision.Decide(state, commit, at ?? Monday).Value.Entries);

    /// <summary>Appends one version of a note.</summary>
    public static ProductState Write(this ProductState state, string id, params IReadOnlyList<DocumentRef> basedOn) =>
        state.Append(Commit(Draft(id, $$"""{"at":{{state.Sequence}}}""", null, basedOn)));

    /// <summary>Appends one version of a typed document.</summary>
    public static ProductState Write<T>(this ProductState state, string id, T body, string reason = "because", params IReadOnlyList<DocumentRef?> basedOn)
        where T : class, IDocument =>
        state.Append(Commit(Desk.DraftOf(id, body, basedOn)) with { Reason = reason });
}
