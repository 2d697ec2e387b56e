namespace Rondo.Contracts;

/// <summary>A field that the product needs: why, in the product manager's words; how, in the data team's.</summary>
public sealed record Requirement : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "requirement";

    /// <summary>Field, as it would be called in a data set.</summary>
    public string Field { get; init; } = "";

    /// <summary>Why it matters.</summary>
    [WrittenBy(Role.ProductManager)]
    public string Why { get; init; } = "";

    /// <summary>Source, transform, owner and refresh.</summary>
    [WrittenBy(Role.DataScientist, Role.Engineer)]
    public string How { get; init; } = "";
}
