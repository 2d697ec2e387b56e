using Rondo.Contracts;

namespace Rondo.Kernel.Ledger;

/// <summary>Kinds of documents that tell what happened. Found by their type, not listed.</summary>
internal static class HistoryKinds
{
    private static readonly HashSet<string> Kinds =
    [
        .. typeof(IHistory).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IHistory)))
            .Select(type => (string)type.GetProperty(nameof(IDocument.Kind))!.GetValue(null)!),
    ];

    public static bool Contains(string kind) => Kinds.Contains(kind);
}
