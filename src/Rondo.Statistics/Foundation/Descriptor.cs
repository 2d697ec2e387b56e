namespace Rondo.Statistics;

/// <summary>In which direction a statistic is better.</summary>
public enum Direction
{
    /// <summary>Neither end is better.</summary>
    Neutral,

    /// <summary>A larger value is better.</summary>
    HigherIsBetter,

    /// <summary>A smaller value is better.</summary>
    LowerIsBetter,
}

/// <summary>
/// States once what a statistic is. Validation, command line help, the glossary, the reference page and the
/// negative tests are all read from here, so nothing about a statistic is written twice.
/// </summary>
public sealed record Descriptor
{
    /// <summary>Stable name in snake_case, for example <c>krippendorff_alpha</c>. Never reused for something else.</summary>
    public required string Id { get; init; }

    /// <summary>The field's own name, for example "Krippendorff's alpha".</summary>
    public required string Name { get; init; }

    /// <summary>The family it belongs to; also its folder, for example <c>Agreement</c>.</summary>
    public required string Family { get; init; }

    /// <summary>One sentence that a product manager understands.</summary>
    public required string Meaning { get; init; }

    /// <summary>Unit of the value, for example "share", "score", "rows"; "none" for pure numbers.</summary>
    public required string Unit { get; init; }

    /// <summary>Smallest and largest possible value; infinities where unbounded.</summary>
    public required (double Low, double High) Range { get; init; }

    /// <summary>Which direction is better.</summary>
    public Direction Direction { get; init; } = Direction.Neutral;

    /// <summary>What it computes from, by name.</summary>
    public required IReadOnlyList<Input> Inputs { get; init; }

    /// <summary>What can be set, with default and range.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Below this many sampling units the value is undefined.</summary>
    public int MinimumSample { get; init; } = 1;

    /// <summary>What happens on empty, NaN and constant input, in one or two sentences.</summary>
    public required string EdgeCases { get; init; }

    /// <summary>Paper, book or equation that defines it.</summary>
    public required string Source { get; init; }

    /// <summary>A JSON object of inputs and parameters that runs and gives a defined value.</summary>
    public required string Example { get; init; }
}

/// <summary>The shape of an input, as JSON would write it.</summary>
public enum Shape
{
    /// <summary>A list of numbers; null means missing.</summary>
    Numbers,

    /// <summary>A list of 0 and 1 (or false and true).</summary>
    Flags,

    /// <summary>A list of texts or numbers used as names; null means missing.</summary>
    Labels,

    /// <summary>A list of rows of numbers, all of one length; null means missing.</summary>
    NumberRows,

    /// <summary>A list of rows of labels, all of one length; null means missing.</summary>
    LabelRows,
}

/// <summary>One input of a statistic.</summary>
/// <param name="Name">Name in snake_case.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Optional">True where it may be left out.</param>
/// <param name="MayMiss">True where null, NaN and infinity have a meaning; else they make the result undefined.</param>
/// <param name="SameLengthAs">Name of the input with which its length must agree; null where lengths are free.</param>
/// <param name="Low">Smallest number that makes sense; a smaller one makes the result undefined.</param>
/// <param name="High">Largest number that makes sense.</param>
public sealed record Input(
    string Name,
    Shape Shape,
    string Meaning,
    bool Optional = false,
    bool MayMiss = false,
    string? SameLengthAs = null,
    double Low = double.NegativeInfinity,
    double High = double.PositiveInfinity);

/// <summary>One parameter of a statistic: a number in a range, or one of a list of choices.</summary>
/// <param name="Name">Name in snake_case.</param>
/// <param name="Meaning">What it does and what it trades.</param>
/// <param name="Default">The value where none is given, as written in JSON (numbers without quotes).</param>
/// <param name="Low">Smallest allowed number; ignored for choices.</param>
/// <param name="High">Largest allowed number; ignored for choices.</param>
/// <param name="Choices">Allowed words, where it is a choice; else empty.</param>
public sealed record Parameter(string Name, string Meaning, string Default, double Low = double.NegativeInfinity, double High = double.PositiveInfinity, params IReadOnlyList<string> Choices);
