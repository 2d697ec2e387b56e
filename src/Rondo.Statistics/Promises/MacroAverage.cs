namespace Rondo.Statistics;

/// <summary>The mean of a measure over classes.</summary>
public static class MacroAverage
{
    /// <summary>Averages value and ends.</summary>
    /// <param name="classes">The same measure of each class, on the same rows; at least one.</param>
    /// <param name="method">How it says that it was made.</param>
    /// <remarks>
    /// One-vs-rest measures of the same rows are far from independent, so no width is gained by averaging: the ends are
    /// averaged too, which is wider than an interval for independent classes. Undefined where a class is.
    /// </remarks>
    public static Estimate Of(IReadOnlyList<Estimate> classes, string method)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfZero(classes.Count);
        return new Estimate(classes.Average(one => one.Value), classes[0].N, classes.Average(one => one.Low), classes.Average(one => one.High), classes[0].Level, method);
    }
}
