using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Meters;

/// <summary>Measures one metric. Adding a metric adds a file: meters are found, not listed.</summary>
internal interface IMeter
{
    /// <summary>What it measures.</summary>
    MonitorMetric Metric { get; }

    /// <summary>True where outcomes must be known first, so that the newest windows may be too young to judge.</summary>
    bool NeedsOutcomes => false;

    /// <summary>Measures one window; null where there is nothing to measure.</summary>
    ValueTask<Reading?> ReadAsync(Watch watch, CancellationToken cancellation);
}

/// <summary>One monitor looking at one release through one window.</summary>
/// <param name="State">Product.</param>
/// <param name="Monitor">Monitor.</param>
/// <param name="Release">Release.</param>
/// <param name="LiveSince">Since when it answers users.</param>
/// <param name="Limit">Limit that holds.</param>
/// <param name="From">Start of the window.</param>
/// <param name="To">End of the window, exclusive.</param>
/// <param name="AsOf">What became known later does not count.</param>
internal sealed record Watch(ProductState State, Stored<Monitor> Monitor, Stored<Release> Release, DateTimeOffset LiveSince, double Limit, DateTimeOffset From, DateTimeOffset To, DateTimeOffset AsOf)
{
    /// <summary>Product.</summary>
    public string Product => State.Product;

    /// <summary>The window in words.</summary>
    public string Window => Monitor.Body.WindowDays < 2 ? $"from {From:yyyy-MM-dd HH:mm} to {To:yyyy-MM-dd HH:mm}" : $"from {From:yyyy-MM-dd} to {To:yyyy-MM-dd}";

    /// <summary>A reading as it is kept and shown.</summary>
    public MonitorPoint Point(Reading reading) => new()
    {
        Monitor = Monitor.Id,
        Release = Release.Id,
        From = From,
        To = To,
        Value = reading.Value,
        Limit = Limit,
        Maturity = reading.Maturity,
        Immature = reading.Immature,
        Breached = reading is { Side: Side.Beyond, Immature: false },
        Doubtful = reading is { Side: Side.Doubtful, Immature: false },
        Sentence = reading.Sentence,
        Features = reading.Features,
    };
}

/// <summary>What a meter read.</summary>
internal sealed record Reading(Estimate Value, Side Side, string Sentence)
{
    /// <summary>Share of outcomes known; null where none are needed.</summary>
    public double? Maturity { get; init; }

    /// <summary>True where too few are known to judge.</summary>
    public bool Immature { get; init; }

    /// <summary>Feature by feature, for drift.</summary>
    public IReadOnlyList<FeatureShift> Features { get; init; } = [];
}

/// <summary>Where a value lies.</summary>
internal enum Side
{
    /// <summary>On the right side of the limit, or not judged.</summary>
    Within,

    /// <summary>The value is on the wrong side, but its interval reaches over the limit: chance may explain it.</summary>
    Doubtful,

    /// <summary>The whole interval is on the wrong side: this alone raises an alarm.</summary>
    Beyond,
}
