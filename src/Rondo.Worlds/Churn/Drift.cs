namespace Rondo.Worlds;

/// <summary>How far the changed world has come: a competitor's launch and a new mobile app, on one day.</summary>
/// <param name="Day">Day of the launch; null: never.</param>
/// <param name="RampDays">Days until the competition is felt in full.</param>
/// <param name="Strength">Full effect; 1 is the documented world.</param>
internal sealed record Drift(int? Day, int RampDays, double Strength)
{
    /// <summary>From 0 before the launch to <see cref="Strength"/> after the ramp.</summary>
    public double Competition(int day) => Day is { } launch
        ? Strength * Math.Clamp((day - launch) / (double)Math.Max(1, RampDays), 0, 1)
        : 0;

    /// <summary>Whether this customer uses the mobile app on the day.</summary>
    public bool UsesApp(Traits traits, int day) =>
        Strength > 0 && Day is { } launch && traits.AppLagDays is { } lag && day >= launch + lag;
}
