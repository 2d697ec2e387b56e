using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rondo.Contracts;
using Rondo.Deployment.Models;
using Rondo.Deployment.Routing;
using Rondo.Engines.Decisions;
using Rondo.Kernel.Facts;

namespace Rondo.Deployment.Decisions;

/// <summary>One request that a shadow is to score.</summary>
internal sealed record ShadowJob(string Product, Routes Routes, LiveRelease Shadow, DecisionRequest Request, DecisionAnswer Answered, DateTimeOffset At);

/// <summary>
/// Lets shadows score what users have already been answered. Off the caller's way and bounded: a shadow that cannot
/// keep up loses requests, counted, instead of memory.
/// </summary>
internal sealed partial class ShadowLane : IAsyncDisposable
{
    /// <summary>Requests that may wait. At a kilobyte each, four megabytes.</summary>
    public const int Capacity = 4_096;

    private const int Batch = 256;

    // Nobody waits for a shadow, and to be woken for every request would cost those who do wait.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    private readonly Channel<Item> _channel = Channel.CreateBounded<Item>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Scorer _scorer;
    private readonly IFactStore _facts;
    private readonly TimeProvider _time;
    private readonly ILogger<ShadowLane> _logger;
    private readonly Task _worker;
    private readonly DecisionMeter _meter;
    private long _dropped;

    public ShadowLane(Scorer scorer, IFactStore facts, DecisionMeter meter, TimeProvider time, ILogger<ShadowLane> logger)
    {
        (_scorer, _facts, _meter, _time, _logger) = (scorer, facts, meter, time, logger);
        meter.WatchShadows(() => _channel.Reader.Count);
        _worker = Task.Run(WorkAsync);
    }

    /// <summary>Requests left out because too many waited, since the process started.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Hands over a request; never waits.</summary>
    public void Offer(ShadowJob job)
    {
        if (!_channel.Writer.TryWrite(new Item(job, null)))
        {
            Lost([job.Product]);
        }
    }

    private void Lost(IReadOnlyList<string> products)
    {
        Interlocked.Add(ref _dropped, products.Count);
        foreach (var product in products)
        {
            _meter.ShadowDropped(product);
        }
    }

    /// <summary>Waits until what was offered before is stored, up to a limit, so that a report reads its own traffic.</summary>
    public async ValueTask SettleAsync(TimeSpan limit, CancellationToken cancellation)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_channel.Writer.TryWrite(new Item(null, reached)))
        {
            await Task.WhenAny(reached.Task, Task.Delay(limit, _time, cancellation));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await _worker;
    }

    private async Task WorkAsync()
    {
        var batch = new List<Fact>(Batch);
        while (await _channel.Reader.WaitToReadAsync())
        {
            await Task.Delay(Gathering, _time);
            while (batch.Count < Batch && _channel.Reader.TryRead(out var item))
            {
                if (item.Job is { } job)
                {
                    batch.Add(await ScoreAsync(job));
                }
                else
                {
                    await StoreAsync(batch);
                    item.Reached!.TrySetResult();
                }
            }

            await StoreAsync(batch);
        }
    }

    private async ValueTask<Fact> ScoreAsync(ShadowJob job)
    {
        var began = _time.GetTimestamp();
        var scored = await _scorer.ScoreAsync(job.Shadow.Body.Blob, job.Request.Features, reasons: false, limit: null, CancellationToken.None);
        var said = DecisionPolicy.Decide(job.Answered.PredictionId, job.Routes, new Route(Arms.Shadow, job.Shadow, "", 0), scored, job.Request.Features);
        return PredictionFacts.Shadow(job.Product, job.Request, job.Answered, said, scored.Score is null ? null : job.Shadow.Body.Threshold, _time.GetElapsedTime(began).TotalMilliseconds, job.At);
    }

    private async ValueTask StoreAsync(List<Fact> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            await _facts.AppendAsync(batch, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Lost([.. batch.Select(fact => fact.Product)]);
            NotStored(exception, batch.Count);
        }

        batch.Clear();
    }

    [LoggerMessage(1, LogLevel.Error, "{Count} scores of shadow releases could not be stored; users were not affected.")]
    private partial void NotStored(Exception exception, int count);

    private sealed record Item(ShadowJob? Job, TaskCompletionSource? Reached);
}
