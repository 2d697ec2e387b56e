using Rondo.Contracts;

namespace Rondo.Modeling.Planning;

/// <summary>How many are needed, and from what that follows.</summary>
internal sealed record PowerReport
{
    /// <summary>The answer in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary><c>recall</c>, <c>two_shares</c>, <c>non_inferiority</c>, <c>rule_of_three</c> or <c>riley</c>.</summary>
    public required string Question { get; init; }

    /// <summary>Positives needed; null where the question is not about positives.</summary>
    public long? NeededPositives { get; init; }

    /// <summary>Rows needed in all; null where it depends on a prevalence that was not given.</summary>
    public long? NeededRows { get; init; }

    /// <summary>Rows needed in each of two groups; null where there are none.</summary>
    public long? NeededPerGroup { get; init; }

    /// <summary>Largest share that is still possible; null where that is not the question.</summary>
    public double? LargestShare { get; init; }

    /// <summary>Everything that it follows from, by name.</summary>
    public required IReadOnlyDictionary<string, double> Numbers { get; init; }

    /// <summary>Equation and where it stands.</summary>
    public required string Source { get; init; }

    /// <summary>What somebody should know.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
