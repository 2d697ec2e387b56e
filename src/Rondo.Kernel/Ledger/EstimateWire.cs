namespace Rondo.Kernel;

/// <summary>From the library's estimate to the one that travels.</summary>
public static class EstimateWire
{
    /// <summary>The same numbers; what is not a finite number becomes null.</summary>
    public static Contracts.Estimate ToWire(this Statistics.Estimate estimate) => new()
    {
        Value = Finite(estimate.Value),
        N = estimate.N,
        Low = Finite(estimate.Low),
        High = Finite(estimate.High),
        Level = estimate.Level,
        Method = estimate.Method,
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
