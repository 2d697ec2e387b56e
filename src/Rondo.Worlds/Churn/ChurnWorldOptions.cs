namespace Rondo.Worlds;

/// <summary>Size and fate of a <see cref="ChurnWorld"/>. The defaults are the documented world.</summary>
public sealed class ChurnWorldOptions
{
    /// <summary>The world's first day; snapshots can be taken from this day on. Default: 6 January 2025.</summary>
    public DateOnly Start { get; init; } = new(2025, 1, 6);

    /// <summary>
    /// Length in days, 1 to 3,650; outcomes are simulated for 30 days more. Time and memory grow with it.
    /// Default: 540.
    /// </summary>
    public int Days { get; init; } = 540;

    /// <summary>
    /// Places in the customer base, 1 to 1,000,000; about 98 % are taken on any day, as newcomers need some days
    /// to follow. Default: 10,000.
    /// </summary>
    public int Customers { get; init; } = 10_000;

    /// <summary>
    /// Day of the drift, counted from <see cref="Start"/> (0 is that day): a competitor and a mobile app launch.
    /// Null: the world never changes. Default: 300.
    /// </summary>
    public int? DriftDay { get; init; } = 300;

    /// <summary>
    /// Days until the competition is felt in full, 1 to 365. Short makes the decay sudden; long makes it hard to
    /// see. Default: 30.
    /// </summary>
    public int DriftRampDays { get; init; } = 30;

    /// <summary>How strong the competition becomes, 0 (none, and no app) to 3. Default: 1.</summary>
    public double DriftStrength { get; init; } = 1;

    /// <summary>
    /// Days from the drift to the first additional complaints, 0 to 365: people notice late. Default: 21.
    /// </summary>
    public int ComplaintLagDays { get; init; } = 21;

    /// <summary>Names every setting that is out of range, or returns nothing.</summary>
    internal IEnumerable<string> Faults()
    {
        if (Days is < 1 or > 3650)
        {
            yield return $"Days must be 1 to 3650. Got {Days}.";
        }

        if (Customers is < 1 or > 1_000_000)
        {
            yield return $"Customers must be 1 to 1000000. Got {Customers}.";
        }

        if (DriftDay < 0)
        {
            yield return $"DriftDay must be 0 or later, or null for a world without drift. Got {DriftDay}.";
        }

        if (DriftRampDays is < 1 or > 365)
        {
            yield return $"DriftRampDays must be 1 to 365. Got {DriftRampDays}.";
        }

        if (!(DriftStrength is >= 0 and <= 3))
        {
            yield return FormattableString.Invariant($"DriftStrength must be 0 to 3. Got {DriftStrength}.");
        }

        if (ComplaintLagDays is < 0 or > 365)
        {
            yield return $"ComplaintLagDays must be 0 to 365. Got {ComplaintLagDays}.";
        }

        if (Start.DayNumber < 4000 || Start.Year > 9900)
        {
            yield return $"Start must leave room for older customers before it and for the simulated days after it. Got {Start:yyyy-MM-dd}.";
        }
    }
}
