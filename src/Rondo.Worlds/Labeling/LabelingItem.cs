namespace Rondo.Worlds;

/// <summary>One thing to label: a support agent's summary of a customer at risk.</summary>
/// <param name="Id">For example <c>T-001</c>.</param>
/// <param name="CustomerId">Whom it is about.</param>
/// <param name="Text">Three to six English sentences.</param>
/// <param name="Mentioned">The causes that the text names, in its order; one or more, all different.</param>
/// <param name="TrueReason">Hidden truth: the cause that decides; one of <paramref name="Mentioned"/>.</param>
public sealed record LabelingItem(
    string Id, string CustomerId, string Text, IReadOnlyList<RiskReason> Mentioned, RiskReason TrueReason);

/// <summary>One label that one annotator gave to one item.</summary>
/// <param name="Item">Id of the item.</param>
/// <param name="Annotator">annotator-1, annotator-2 or annotator-3.</param>
/// <param name="Label">price, service, product or moving.</param>
public sealed record LabelingAnswer(string Item, string Annotator, string Label);
