namespace Rondo.Worlds;

/// <summary>Something a customer wrote on their own, in a review or to support.</summary>
/// <param name="Date">Day of writing.</param>
/// <param name="CustomerId">A customer of that day.</param>
/// <param name="Topic">
/// price, service, product or moving, or <c>offers</c>: our offers reach the wrong people, which is how a decayed
/// model is felt outside.
/// </param>
/// <param name="Text">One English sentence.</param>
public sealed record Complaint(DateOnly Date, string CustomerId, string Topic, string Text);
