namespace Rondo.Contracts;

/// <summary>What would be done without ML: a rule that people wrote, and people's own work. Measured on every data set that is judged afterwards.</summary>
public sealed record RuleBaseline : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "rule";

    /// <summary>Rule, for example <c>text contains 'refund' -> billing</c>; empty where people do all of it.</summary>
    public string Text { get; init; } = "";

    /// <summary>Minutes that a person needs for a case; 0 where not known.</summary>
    public double MinutesPerCase { get; init; }

    /// <summary>What an hour of that work costs; 0 where not known.</summary>
    public double HourlyRate { get; init; }

    /// <summary>Cases a month; 0 where not known.</summary>
    public double CasesPerMonth { get; init; }
}
