namespace Rondo.Contracts;

/// <summary>One ML product; owns everything below it.</summary>
public sealed record Product : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "product";

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in one sentence.</summary>
    public string Summary { get; init; } = "";
}

/// <summary>The team went from one stage to another.</summary>
public sealed record Move : IHistory
{
    /// <inheritdoc/>
    public static string Kind => "move";

    /// <summary>From.</summary>
    public required Stage From { get; init; }

    /// <summary>To.</summary>
    public required Stage To { get; init; }

    /// <summary>Stages that were jumped over on the way forward.</summary>
    public IReadOnlyList<Stage> Skipped { get; init; } = [];
}
