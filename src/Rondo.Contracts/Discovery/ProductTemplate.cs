namespace Rondo.Contracts;

/// <summary>A kind of product that many teams begin.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="Says">The question that such a product answers.</param>
public sealed record ProductTemplate(string Id, string Name, string Says);

/// <summary>Names a template to begin from.</summary>
public sealed record TemplateRequest
{
    /// <summary>Template id.</summary>
    public string Template { get; init; } = "";
}
