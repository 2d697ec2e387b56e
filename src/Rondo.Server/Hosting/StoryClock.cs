namespace Rondo.Server.Hosting;

/// <summary>
/// A clock that can be set forward: a story of months is told in minutes. Between two settings it goes on at its normal
/// pace, so that two things never happen at the same instant. Timers run on real time.
/// </summary>
internal sealed class StoryClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly long _began = System.GetTimestamp();
    private TimeSpan _offset = TimeSpan.Zero;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return start + _offset + System.GetElapsedTime(_began);
        }
    }

    /// <summary>Sets the clock forward to an instant; one that has passed already changes nothing.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        lock (_lock)
        {
            var now = start + _offset + System.GetElapsedTime(_began);
            if (instant > now)
            {
                _offset += instant - now;
            }
        }
    }
}
