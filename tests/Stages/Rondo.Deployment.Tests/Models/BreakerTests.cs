using Rondo.Deployment.Models;

namespace Rondo.Deployment.Tests.Models;

public sealed class BreakerTests
{
    private readonly ManualClock _clock = new(World.Start);

    [Fact]
    public void It_opens_after_so_many_failures_in_a_row_and_a_success_starts_the_count_anew()
    {
        var breaker = new Breaker(_clock);
        for (var failure = 1; failure < Breaker.Trips; failure++)
        {
            breaker.Tell("m", failed: true);
        }

        breaker.MayAsk("m").ShouldBeTrue();
        breaker.Tell("m", failed: false);
        breaker.Tell("m", failed: true);
        breaker.MayAsk("m").ShouldBeTrue();

        for (var failure = 1; failure < Breaker.Trips; failure++)
        {
            breaker.Tell("m", failed: true);
        }

        breaker.MayAsk("m").ShouldBeFalse();
        breaker.MayAsk("another").ShouldBeTrue();
    }

    [Fact]
    public void After_the_pause_one_request_tries_for_all()
    {
        var breaker = Open();
        _clock.Add(Breaker.Pause);

        breaker.MayAsk("m").ShouldBeTrue();
        breaker.MayAsk("m").ShouldBeFalse("one is trying already");
        breaker.Tell("m", failed: true);
        breaker.MayAsk("m").ShouldBeFalse();

        _clock.Add(Breaker.Pause);
        breaker.MayAsk("m").ShouldBeTrue();
        breaker.Tell("m", failed: false);
        breaker.MayAsk("m").ShouldBeTrue();
        breaker.MayAsk("m").ShouldBeTrue();
    }

    [Fact]
    public void A_try_that_never_tells_does_not_keep_the_circuit_open_for_ever()
    {
        var breaker = Open();
        _clock.Add(Breaker.Pause);
        breaker.MayAsk("m").ShouldBeTrue();

        _clock.Add(Breaker.Pause);

        breaker.MayAsk("m").ShouldBeTrue();
    }

    private Breaker Open()
    {
        var breaker = new Breaker(_clock);
        for (var failure = 0; failure < Breaker.Trips; failure++)
        {
            breaker.Tell("m", failed: true);
        }

        return breaker;
    }
}
