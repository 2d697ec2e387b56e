using Rondo.Contracts;

namespace Rondo.Web.Format;

/// <summary>One page of a product, as it stands in navigation, keys and search.</summary>
/// <param name="Name">Name.</param>
/// <param name="Path">Path below the product.</param>
/// <param name="Key">Letter after <c>g</c>.</param>
/// <param name="Question">Question that the page answers.</param>
/// <param name="Stage">Stage, where the page is one.</param>
public sealed record Place(string Name, string Path, char Key, string Question, Stage? Stage);

/// <summary>Pages of a product.</summary>
public static class Places
{
    /// <summary>In the order of navigation.</summary>
    public static IReadOnlyList<Place> All { get; } =
    [
        new("Loop map", "", 'h', "Where does the product stand?", null),
        new("Discovery", "discovery", 'd', "Should this be ML at all?", Stage.Discovery),
        new("Data", "data", 'a', "Can this data teach it?", Stage.Data),
        new("Labeling", "labeling", 'l', "Do people agree on what it should learn?", null),
        new("Modeling", "modeling", 'm', "Does a model keep the promise?", Stage.Modeling),
        new("Deployment", "deployment", 'p', "Who sees it, and what happens when it is unsure?", Stage.Deployment),
        new("Monitoring", "monitoring", 'o', "Is it still right?", Stage.Monitoring),
        new("Learning", "learning", 'c', "What did we change, and did it help?", Stage.Learning),
        new("Inbox", "inbox", 'i', "What waits for your decision?", null),
        new("Ledger", "ledger", 'e', "Who decided what, when, and based on what?", null),
        new("Model card", "card", 'k', "What should anybody know before relying on it?", null),
    ];

    /// <summary>Address of a page.</summary>
    public static string Href(string product, string path) => path.Length == 0 ? $"/p/{Uri.EscapeDataString(product)}" : $"/p/{Uri.EscapeDataString(product)}/{path}";

    /// <summary>Address of a stage's page.</summary>
    public static string Href(string product, Stage stage) => Href(product, JsonName(stage));

    /// <summary>Address of the page on which a document is read; the ledger where there is none of its own.</summary>
    public static string Href(string product, DocumentRef document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var id = Uri.EscapeDataString(document.Id);
        return document.Kind switch
        {
            "dataset" or "readiness" or "profile" => Href(product, $"data/{id}"),
            "evaluation" => Href(product, $"modeling?tab=evaluation&evaluation={id}"),
            "run" => Href(product, $"modeling?tab=runs&run={id}"),
            "contract" => Href(product, "modeling?tab=contract"),
            "release" => Href(product, $"deployment?release={id}"),
            "incident" => Href(product, $"incidents/{id}"),
            "loop" => Href(product, $"learning?loop={id}"),
            "evidence" or "sign_off" => Href(product, $"evidence/{id}"),
            "brief" or "risk" or "verdict" => Href(product, "discovery"),
            "label_set" or "agreement" or "frozen_labels" or "guideline" => Href(product, "labeling"),
            _ => Href(product, $"ledger?kind={document.Kind}&id={id}&version={document.Version}"),
        };
    }

    private static string JsonName(Stage stage) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(stage.ToString());
}
