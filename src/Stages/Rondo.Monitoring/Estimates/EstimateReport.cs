using System.Globalization;
using System.Text.Json.Serialization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Statistics;
using Estimate = Rondo.Contracts.Estimate;

namespace Rondo.Monitoring.Estimates;

/// <summary>One metric of one chunk.</summary>
internal sealed record ChunkMetric
{
    /// <summary>Estimated without outcomes; null where no row could be scored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Estimate? Estimated { get; init; }

    /// <summary>As it turned out; null where no outcome is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Estimate? Realised { get; init; }

    /// <summary>True where the estimate lies outside the reference's band.</summary>
    public required bool Alert { get; init; }

    /// <summary>True where what turned out lies outside the reference's band.</summary>
    public required bool RealisedAlert { get; init; }
}

/// <summary>Rows that are judged together.</summary>
/// <param name="Start">First row, from 0.</param>
/// <param name="End">Last row, inclusive.</param>
/// <param name="Metrics">Each metric.</param>
internal sealed record EstimatedChunk(int Start, int End, IReadOnlyDictionary<string, ChunkMetric> Metrics);

/// <summary>The band of a metric on the reference's chunks: mean plus and minus three standard deviations.</summary>
/// <param name="Low">Lower end; null where unbounded.</param>
/// <param name="High">Upper end; null where unbounded.</param>
internal sealed record MetricBand(double? Low, double? High);

/// <summary>Performance chunk by chunk, before outcomes arrive.</summary>
/// <param name="Sentence">The verdict in one sentence.</param>
/// <param name="Method"><c>cbpe</c>, or <c>dle</c> for numbers.</param>
/// <param name="ChunkSize">Rows of a chunk.</param>
/// <param name="Chunks">Chunks in order; a last one may be shorter.</param>
/// <param name="Thresholds">Metric to its band.</param>
/// <param name="Findings">What somebody should know.</param>
internal sealed record EstimateReport(string Sentence, string Method, int ChunkSize, IReadOnlyList<EstimatedChunk> Chunks, IReadOnlyDictionary<string, MetricBand> Thresholds, IReadOnlyList<Finding> Findings)
{
    private const int FewRows = 300;

    public static EstimateReport Of(IPerformance performance, string method, int referenceRows, int rows, int chunkSize, IReadOnlyList<Finding> findings, CancellationToken cancellation)
    {
        var looked = new List<(int[] Rows, IReadOnlyDictionary<string, Statistics.Estimate> Estimated)>();
        foreach (var chunk in Cut(rows, chunkSize))
        {
            cancellation.ThrowIfCancellationRequested();
            looked.Add((chunk, performance.Estimated(chunk)));
        }

        // What cannot be estimated without outcomes has no place here, even where the reference can measure it.
        var bands = Bands(performance, Cut(referenceRows, chunkSize), [.. looked.SelectMany(chunk => chunk.Estimated.Keys).Distinct()]);
        List<EstimatedChunk> chunks = [.. looked.Select(chunk => (chunk.Rows, chunk.Estimated, Realised: performance.Realised(chunk.Rows)))
            .Select(chunk => new EstimatedChunk(chunk.Rows[0], chunk.Rows[^1], bands.Keys.ToDictionary(name => name, name => Metric(name, chunk.Estimated, chunk.Realised, bands[name]))))];

        return new EstimateReport(Words(chunks, bands, method), method, chunkSize, chunks, bands.ToDictionary(band => band.Key, band => new MetricBand(band.Value.Low.OrNull(), band.Value.High.OrNull())), [.. findings, .. Notes(chunkSize)]);
    }

    private static Dictionary<string, ChunkThresholds> Bands(IPerformance performance, IReadOnlyList<int[]> chunks, IReadOnlyList<string> names)
    {
        var measured = chunks.Select(performance.OnReference).ToList();
        return names.ToDictionary(
            name => name,
            name => ChunkThresholds.Of([.. measured.Select(one => one.TryGetValue(name, out var value) ? value.Value : double.NaN)], lowest: performance.Range.Low, highest: performance.Range.High));
    }

    private static IReadOnlyList<int[]> Cut(int rows, int size) => [.. Enumerable.Range(0, (rows + size - 1) / size).Select(chunk => Enumerable.Range(chunk * size, Math.Min(size, rows - (chunk * size))).ToArray())];

    private static ChunkMetric Metric(string name, IReadOnlyDictionary<string, Statistics.Estimate> estimated, IReadOnlyDictionary<string, Statistics.Estimate> realised, ChunkThresholds band)
    {
        Statistics.Estimate? before = estimated.TryGetValue(name, out var known) && known.IsDefined ? known : null, after = realised.TryGetValue(name, out known) && known.IsDefined ? known : null;
        return new ChunkMetric
        {
            Estimated = before?.ToWire(),
            Realised = after?.ToWire(),
            Alert = before is { } value && band.IsOutside(value.Value),
            RealisedAlert = after is { } turned && band.IsOutside(turned.Value),
        };
    }

    // One metric speaks in the sentence: the ranking where there is one, else the mean error.
    private static string Words(List<EstimatedChunk> chunks, Dictionary<string, ChunkThresholds> bands, string method)
    {
        var name = method == "dle" ? "mae" : "roc_auc";
        if (chunks.Count == 0 || !bands.TryGetValue(name, out var band))
        {
            return "Nothing can be estimated: the reference holds no outcome, or there is no row to look at.";
        }

        var said = method == "dle" ? "mean absolute error" : "ROC-AUC";
        if (!double.IsFinite(band.Low) || !double.IsFinite(band.High))
        {
            return $"There is no band to compare with: no chunk of {Plural.Of(chunks[0].End - chunks[0].Start + 1, "row")} of the reference has a {said}. Take larger chunks.";
        }

        var alarms = chunks.Where(chunk => chunk.Metrics[name].Alert).ToList();
        if (alarms.Count == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The estimated {said} stays between {band.Low:G4} and {band.High:G4}, where the reference's chunks lie, in {(chunks.Count == 1 ? "the one chunk" : $"all {chunks.Count} chunks")}.");
        }

        var (first, value) = (alarms[0], alarms[0].Metrics[name].Estimated!);
        return string.Create(CultureInfo.InvariantCulture, $"The estimated {said} leaves the reference's band of {band.Low:G4} to {band.High:G4} in {alarms.Count} of {Plural.Of(chunks.Count, "chunk")}, first in rows {first.Start:N0} to {first.End:N0}: {value.Value:G4} ({value.Low:G4} to {value.High:G4}).");
    }

    private static IEnumerable<Finding> Notes(int chunkSize)
    {
        yield return new Finding { Code = "concept_drift_unseen", Severity = Severity.Info, Sentence = "These estimates follow changes of the inputs; where the relation of inputs and outcome changes, they stay high while the truth falls.", NextStep = "Compare with real outcomes, however few, as they arrive." };
        if (chunkSize < FewRows)
        {
            yield return new Finding { Code = "small_chunks", Severity = Severity.Warning, Sentence = $"A chunk holds {chunkSize:N0} rows; below {FewRows} chance alone moves the metrics a lot.", Numbers = new Dictionary<string, double> { ["rows"] = chunkSize, ["wanted"] = FewRows }, NextStep = "Take larger chunks with --chunk-size." };
        }
    }
}
