namespace Rondo.Worlds;

/// <summary>What became of a customer in the 30 days after a day.</summary>
/// <param name="Churned">Whether the customer left.</param>
/// <param name="EventDate">Day of leaving; null when the customer stayed.</param>
/// <param name="KnownOn">
/// Day on which the business learns it: 1 to 30 days after somebody left (reports are late), and 30 days after
/// the day asked about when nobody left.
/// </param>
/// <param name="Saved">Would have left, was contacted, and stayed because of the offer.</param>
public sealed record Outcome(bool Churned, DateOnly? EventDate, DateOnly KnownOn, bool Saved);
