using Rondo.Contracts;

namespace Rondo.Web.Components;

/// <summary>One row of an interval plot.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">What was measured.</param>
public sealed record IntervalRow(string Label, Estimate? Value)
{
    /// <summary>Class of its tone: <c>tone-muted</c>, <c>tone-good</c>, <c>tone-bad</c>, <c>tone-doubtful</c>, <c>tone-two</c>; empty for the accent.</summary>
    public string Tone { get; init; } = "";

    /// <summary>Words at the right instead of the number.</summary>
    public string? Text { get; init; }

    /// <summary>A short line of its own, for example what chance alone would reach.</summary>
    public double? Tick { get; init; }

    /// <summary>True to draw a bar from the left end instead of a dot.</summary>
    public bool AsBar { get; init; }

    /// <summary>True to set it in bold.</summary>
    public bool Strong { get; init; }

    /// <summary>Address its label leads to; null for none.</summary>
    public string? Href { get; init; }
}

/// <summary>A labelled line across an interval plot.</summary>
/// <param name="Label">Words at its foot.</param>
/// <param name="At">Place on the scale.</param>
/// <param name="Firm">True for a promise or limit, false for a reference such as chance.</param>
public sealed record ReferenceLine(string Label, double At, bool Firm = false);
