namespace Rondo.Contracts;

/// <summary>The problem before any solution: who has it, what hurts, what it costs today, what would be better.</summary>
public sealed record Brief : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "brief";

    /// <summary>Who has the problem.</summary>
    public string Who { get; init; } = "";

    /// <summary>What hurts.</summary>
    public string Pain { get; init; } = "";

    /// <summary>What it costs today, in money, time or customers.</summary>
    public string CostToday { get; init; } = "";

    /// <summary>What would be different if it were solved.</summary>
    public string DesiredOutcome { get; init; } = "";
}
