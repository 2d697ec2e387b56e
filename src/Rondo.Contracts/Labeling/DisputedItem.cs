namespace Rondo.Contracts;

/// <summary>One label by one annotator.</summary>
/// <param name="Annotator">Who.</param>
/// <param name="Label">What.</param>
public sealed record GivenLabel(string Annotator, string Label);

/// <summary>An item on which annotators differ.</summary>
/// <param name="Item">Item.</param>
/// <param name="Labels">Every label it got.</param>
public sealed record DisputedItem(string Item, IReadOnlyList<GivenLabel> Labels);
