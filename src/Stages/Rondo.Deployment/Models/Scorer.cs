using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rondo.Contracts;
using Rondo.Engines.Decisions;
using Rondo.Engines.Learning;

namespace Rondo.Deployment.Models;

/// <summary>Scores one row within a time limit. Whatever goes wrong becomes a reason code: a user is waiting.</summary>
internal sealed partial class Scorer(ModelShelf shelf, Breaker breaker, TimeProvider time, ILogger<Scorer> logger)
{
    /// <summary>Asks the model of a package.</summary>
    /// <param name="blob">Package.</param>
    /// <param name="features">Object of column values; must outlive the call, since a late model is not waited for.</param>
    /// <param name="reasons">True to explain the score too, where that is done in time.</param>
    /// <param name="limit">Longest wait; null for as long as it takes.</param>
    /// <param name="cancellation">Cancellation.</param>
    /// <remarks>
    /// A model that takes microseconds is asked on the caller's thread: to hand it over would cost more than the answer.
    /// One that must be loaded first or takes its time works elsewhere, against the clock; so do reasons.
    /// </remarks>
    public ValueTask<Scored> ScoreAsync(string blob, JsonElement features, bool reasons, TimeSpan? limit, CancellationToken cancellation)
    {
        if (!breaker.MayAsk(blob))
        {
            return ValueTask.FromResult(Scored.Failed("circuit_open"));
        }

        if (shelf.TryRent(blob) is not { } lease)
        {
            // Who waits for a package to be loaded learns nothing about the model.
            return AgainstTheClockAsync(blob, features, reasons, limit, lateCounts: false, cancellation);
        }

        if (!lease.Model.Model.IsPrompt)
        {
            lease.Dispose();
            return AgainstTheClockAsync(blob, features, reasons, limit, lateCounts: !reasons, cancellation);
        }

        var scored = Told(blob, Ask(lease.Model, blob, features));
        if (reasons && scored.Score is not null)
        {
            return ExplainedAsync(lease, blob, features, scored, limit, cancellation);
        }

        lease.Dispose();
        return ValueTask.FromResult(scored);
    }

    /// <summary>Class names of a package, the positive one second; null where it cannot be loaded.</summary>
    public async ValueTask<IReadOnlyList<string>?> ClassesAsync(string blob, CancellationToken cancellation)
    {
        using var lease = await shelf.RentAsync(blob, cancellation);
        return lease?.Model.Manifest.Classes;
    }

    private async ValueTask<Scored> AgainstTheClockAsync(string blob, JsonElement features, bool reasons, TimeSpan? limit, bool lateCounts, CancellationToken cancellation)
    {
        var work = Task.Run(() => AskAsync(blob, features, reasons), cancellation);
        try
        {
            return Told(blob, limit is { } most ? await work.WaitAsync(most, time, cancellation) : await work.WaitAsync(cancellation));
        }
        catch (TimeoutException)
        {
            var late = Scored.Failed("deadline");
            return lateCounts ? Told(blob, late) : late;
        }
    }

    /// <summary>The same score with its reasons where they come in time: a late reason is no reason to keep the answer back.</summary>
    private async ValueTask<Scored> ExplainedAsync(ModelShelf.Lease lease, string blob, JsonElement features, Scored scored, TimeSpan? limit, CancellationToken cancellation)
    {
        var work = Task.Run(() => Explain(lease, blob, features), CancellationToken.None);
        try
        {
            return scored with { Reasons = limit is { } most ? await work.WaitAsync(most, time, cancellation) : await work.WaitAsync(cancellation) };
        }
        catch (TimeoutException)
        {
            return scored;
        }
    }

    private IReadOnlyList<Reason>? Explain(ModelShelf.Lease lease, string blob, JsonElement features)
    {
        try
        {
            using (lease)
            {
                return Explanation.Of(lease.Model, features);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            ModelFailed(exception, blob);
            return null;
        }
    }

    private Scored Told(string blob, Scored scored)
    {
        breaker.Tell(blob, failed: scored.Failure is "model_unavailable" or "deadline");
        return scored;
    }

    private async Task<Scored> AskAsync(string blob, JsonElement features, bool reasons)
    {
        try
        {
            using var lease = await shelf.RentAsync(blob, CancellationToken.None);
            if (lease is null)
            {
                return Scored.Failed("model_unavailable");
            }

            var scored = Ask(lease.Model, blob, features);
            return reasons && scored.Score is not null ? scored with { Reasons = Explanation.Of(lease.Model, features) } : scored;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            ModelFailed(exception, blob);
            return Scored.Failed("model_unavailable");
        }
    }

    private Scored Ask(PackedModel model, string blob, JsonElement features)
    {
        try
        {
            return RowScore.Of(model, features);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            ModelFailed(exception, blob);
            return Scored.Failed("model_unavailable");
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Model package {Blob} failed on a row; the fallback answers.")]
    private partial void ModelFailed(Exception exception, string blob);
}
