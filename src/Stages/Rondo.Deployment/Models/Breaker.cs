using System.Collections.Concurrent;

namespace Rondo.Deployment.Models;

/// <summary>
/// Lets nobody wait for a model that keeps failing. After <see cref="Trips"/> failures in a row it is left alone for
/// <see cref="Pause"/>, during which the fallback answers at once; then one request asks again, and its success closes
/// the circuit.
/// </summary>
/// <remarks>Source: the circuit breaker of Nygard, Release It!, 2007. Counted are the model's own failures, never a caller's input.</remarks>
internal sealed class Breaker(TimeProvider time)
{
    /// <summary>Failures in a row that open the circuit.</summary>
    public const int Trips = 5;

    /// <summary>How long an open circuit stays open.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Circuit> _failing = new(StringComparer.Ordinal);

    /// <summary>False where the model is to be left alone. True lets one request through: tell how it went.</summary>
    public bool MayAsk(string blob) => _failing.IsEmpty || !_failing.TryGetValue(blob, out var circuit) || circuit.MayAsk(time.GetUtcNow());

    /// <summary>How the model did.</summary>
    public void Tell(string blob, bool failed)
    {
        if (failed)
        {
            _failing.GetOrAdd(blob, static _ => new Circuit()).Failed(time.GetUtcNow());
        }
        else if (!_failing.IsEmpty)
        {
            _failing.TryRemove(blob, out _);
        }
    }

    private sealed class Circuit
    {
        private readonly Lock _gate = new();
        private int _failures;
        private DateTimeOffset _openUntil;

        public bool MayAsk(DateTimeOffset now)
        {
            lock (_gate)
            {
                if (_failures < Trips)
                {
                    return true;
                }

                if (now < _openUntil)
                {
                    return false;
                }

                // This one tries; the others wait until it has told, or for another pause.
                _openUntil = now + Pause;
                return true;
            }
        }

        public void Failed(DateTimeOffset now)
        {
            lock (_gate)
            {
                if (++_failures >= Trips)
                {
                    _openUntil = now + Pause;
                }
            }
        }
    }
}
