namespace Rondo.Worlds;

/// <summary>
/// One customer's life: what never changes, and the hidden state of each 30-day billing cycle. Days are counted
/// from the world's first day (day 0); earlier days are negative.
/// </summary>
internal sealed class Life(Traits traits, int signUpDay, float[] unhappiness, bool[] upheaval, int? leavesOn)
{
    /// <summary>Length of a billing cycle, in days. A customer can leave only when one ends.</summary>
    public const int CycleDays = 30;

    public Traits Traits { get; } = traits;

    public int SignUpDay { get; } = signUpDay;

    /// <summary>Day of the last renewal that did not happen, or null when the customer outlives the simulation.</summary>
    public int? LeavesOn { get; } = leavesOn;

    public bool IsActive(int day) => SignUpDay <= day && (LeavesOn is null || LeavesOn > day);

    /// <summary>Number of the billing cycle that contains the day; 0 is the first.</summary>
    public int Cycle(int day) => (day - SignUpDay) / CycleDays;

    /// <summary>The day on which the cycle that contains <paramref name="day"/> ends: always 1 to 30 days later.</summary>
    public int NextRenewal(int day) => SignUpDay + ((Cycle(day) + 1) * CycleDays);

    /// <summary>Hidden unhappiness during a cycle; 0 is usual, 2 is angry.</summary>
    public double Unhappiness(int cycle) => unhappiness[cycle];

    /// <summary>What a customer goes by when a cycle ends: the mood of this cycle and of the one before, alike.</summary>
    public double Grudge(int cycle) => Grudge(unhappiness[cycle], cycle == 0 ? null : unhappiness[cycle - 1]);

    public static double Grudge(double mood, double? before) => 0.5 * (mood + (before ?? mood));

    /// <summary>Whether a life event (a move, a lost job) fills the cycle.</summary>
    public bool Upheaval(int cycle) => upheaval[cycle];
}
