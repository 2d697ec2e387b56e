using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class EstimateTests
{
    [Fact]
    public void An_undefined_estimate_says_so()
    {
        Estimate.Undefined(0, "none").IsDefined.ShouldBeFalse();
        new Estimate(0.5, 10, 0.2, 0.8, 0.95, "wilson").IsDefined.ShouldBeTrue();
    }
}
