using System.Collections.Concurrent;
using Rondo.Contracts;
using Rondo.Kernel.Facts;

namespace Rondo.Deployment.Traffic;

/// <summary>
/// Reports of releases that somebody looks at, kept from look to look: each look reads only what was recorded since the one
/// before, so that a page may ask every few seconds however long the history is. A restart reads once from the beginning.
/// </summary>
internal sealed class TrafficBook(IFactStore facts, TimeProvider time)
{
    // A fact is recorded a moment before it is stored, and another node's clock is not ours.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    // A report holds eight bytes an entity; beyond this many, those that were looked at first are read anew.
    private const int Most = 64;

    private readonly ConcurrentDictionary<(string Product, string Release), Kept> _kept = new();

    /// <summary>The report, with everything that was stored until now.</summary>
    /// <param name="product">Product.</param>
    /// <param name="id">Release id.</param>
    /// <param name="release">The release as it stands.</param>
    /// <param name="positive">Class that the product looks for.</param>
    /// <param name="born">When the release was made.</param>
    /// <param name="dropped">Requests that shadows left out.</param>
    /// <param name="cancellation">Cancellation.</param>
    public async ValueTask<Contracts.Traffic> LookAsync(string product, string id, Release release, string positive, DateTimeOffset born, long dropped, CancellationToken cancellation)
    {
        if (_kept.Count >= Most && !_kept.ContainsKey((product, id)))
        {
            _kept.Clear();
        }

        var kept = _kept.GetOrAdd((product, id), _ => new Kept());
        await kept.Gate.WaitAsync(cancellation);
        try
        {
            if (kept.Report is null || kept.Positive != positive)
            {
                (kept.Report, kept.Positive, kept.Looked) = (new TrafficReport(id, positive), positive, null);
                kept.Recent.Clear();
            }

            var now = time.GetUtcNow();

            try
            {
                await ReadAsync(kept, now, new FactQuery(product, FactKinds.Prediction) { From = born }, kept.Report.Add, cancellation);
                await ReadAsync(kept, now, new FactQuery(product, FactKinds.Shadow) { Release = id }, kept.Report.AddShadow, cancellation);
                await ReadAsync(kept, now, new FactQuery(product, FactKinds.Outcome) { Release = id }, kept.Report.AddOutcome, cancellation);
            }
            catch
            {
                // Some of it was counted, and nobody knows how much.
                kept.Report = null;
                throw;
            }

            kept.Turn(now);
            return kept.Report.Done(release, dropped);
        }
        finally
        {
            kept.Gate.Release();
        }
    }

    private async ValueTask ReadAsync(Kept kept, DateTimeOffset now, FactQuery query, Action<Fact> count, CancellationToken cancellation)
    {
        await foreach (var fact in facts.ReadAsync(query with { RecordedFrom = kept.Looked - Overlap }, cancellation))
        {
            // Only what the next look reads again needs to be remembered.
            if (fact.RecordedAt < now - Overlap ? !kept.Recent.ContainsKey((fact.Kind, fact.Id)) : kept.Recent.TryAdd((fact.Kind, fact.Id), fact.RecordedAt))
            {
                count(fact);
            }
        }
    }

    private sealed class Kept
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public TrafficReport? Report { get; set; }

        public string Positive { get; set; } = "";

        /// <summary>When the look before began; null at the first one.</summary>
        public DateTimeOffset? Looked { get; set; }

        /// <summary>What was counted and will be read again, because looks overlap.</summary>
        public Dictionary<(string Kind, string Id), DateTimeOffset> Recent { get; } = [];

        public void Turn(DateTimeOffset now)
        {
            Looked = now;
            foreach (var old in Recent.Where(entry => entry.Value < now - Overlap).Select(entry => entry.Key).ToList())
            {
                Recent.Remove(old);
            }
        }
    }
}
