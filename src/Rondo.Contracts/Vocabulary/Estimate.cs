using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>
/// A number that knows how sure it is: the only way in which a metric travels or is shown.
/// </summary>
public sealed record Estimate
{
    /// <summary>Point estimate; null where it could not be computed (a finding says why).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Value { get; init; }

    /// <summary>How many sampling units it rests on.</summary>
    public long N { get; init; }

    /// <summary>Lower end of the interval.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Low { get; init; }

    /// <summary>Upper end of the interval.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? High { get; init; }

    /// <summary>Coverage of the interval, 0.95 unless stated.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>How the interval was made: <c>wilson</c>, <c>delong</c>, <c>bootstrap</c> ...</summary>
    public string Method { get; init; } = "none";
}
