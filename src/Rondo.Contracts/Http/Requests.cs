namespace Rondo.Contracts;

/// <summary>Signs an override of a gate.</summary>
public sealed record SignOverrideRequest
{
    /// <summary>What the gate guards: a data set, a label set, an evaluation or a release.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Why it is right to go on all the same.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>Makes a product.</summary>
public sealed record CreateProductRequest
{
    /// <summary>Id: lower-case letters, digits and dashes, 2 to 60 characters. Made from the name where empty.</summary>
    public string Id { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is for, in one sentence.</summary>
    public string Summary { get; init; } = "";
}

/// <summary>Moves the team's attention to another stage.</summary>
public sealed record MoveRequest
{
    /// <summary>Where to.</summary>
    public Stage? To { get; init; }

    /// <summary>Why; required when stages are skipped or revisited.</summary>
    public string Reason { get; init; } = "";
}
