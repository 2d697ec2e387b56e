namespace Rondo.Statistics;

/// <summary>
/// A number that knows how sure it is: the only form in which a metric leaves this library.
/// </summary>
/// <param name="Value">The point estimate, in the unit of the statistic.</param>
/// <param name="N">How many sampling units (rows, items, customers) it rests on; at least 0.</param>
/// <param name="Low">Lower end of the interval; NaN where no interval exists.</param>
/// <param name="High">Upper end of the interval; NaN where no interval exists.</param>
/// <param name="Level">Coverage of the interval, for example 0.95.</param>
/// <param name="Method">How the interval was made, for example <c>wilson</c>, <c>delong</c>, <c>bootstrap</c>.</param>
public readonly record struct Estimate(double Value, long N, double Low, double High, double Level, string Method)
{
    /// <summary>An estimate that could not be computed: every number is NaN.</summary>
    public static Estimate Undefined(long n, string method) => new(double.NaN, n, double.NaN, double.NaN, 0.95, method);

    /// <summary>False where the value could not be computed from the input.</summary>
    public bool IsDefined => !double.IsNaN(Value);
}
