namespace Rondo.Browser.Story;

/// <summary>What the told story left behind.</summary>
/// <param name="Product">Product.</param>
/// <param name="Evaluation">Its signed evaluation.</param>
/// <param name="Incident">Its closed incident.</param>
/// <param name="Complaints">What the pages did wrong while it was told.</param>
internal sealed record StoryPlaces(string Product, string Evaluation, string Incident, IReadOnlyList<string> Complaints)
{
    /// <summary>Every page there is, as a path.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "/", "/scout", "/inbox", "/p/{product}", "/p/{product}/discovery", "/p/{product}/data", "/p/{product}/data/customers-a",
        "/p/{product}/data/customers-b/fields", "/p/{product}/data/customers-b/fields/usage", "/p/{product}/data/customers-b/explore?where=tickets%20%3E%3D%204&by=plan",
        "/p/{product}/data/customers-b/story", "/p/{product}/requirements", "/p/{product}/labeling",
        "/p/{product}/modeling", "/p/{product}/modeling?tab=runs", "/p/{product}/modeling?tab=contract", "/p/{product}/evidence/{evaluation}",
        "/p/{product}/deployment", "/p/{product}/monitoring", "/p/{product}/incidents/{incident}", "/p/{product}/learning",
        "/p/{product}/inbox", "/p/{product}/ledger", "/p/{product}/card", "/no-such-page",
    ];

    /// <summary>The path of this story's page.</summary>
    public string Path(string name) => name
        .Replace("{product}", Product, StringComparison.Ordinal)
        .Replace("{evaluation}", Uri.EscapeDataString(Evaluation), StringComparison.Ordinal)
        .Replace("{incident}", Uri.EscapeDataString(Incident), StringComparison.Ordinal);
}
