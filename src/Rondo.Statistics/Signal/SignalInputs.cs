namespace Rondo.Statistics;

/// <summary>What the signal statistics share.</summary>
internal static class SignalInputs
{
    internal const string Example = """{"first": ["a", "a", "b", "b", "c", "c", "a", "b", "c", "a"], "second": ["x", "x", "y", "y", "y", "x", "x", "y", "y", "y"]}""";

    internal static Input[] TwoColumns { get; } =
    [
        new("first", Shape.Labels, "One column.", MayMiss: true),
        new("second", Shape.Labels, "The other column.", MayMiss: true, SameLengthAs: "first"),
    ];
}
