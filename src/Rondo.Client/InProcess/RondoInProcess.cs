using System.Security.Cryptography;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Engines.Decisions;

namespace Rondo.Client.InProcess;

/// <summary>
/// Decides inside an application: the same releases, arms, thresholds and fallbacks as on the server, the same scores,
/// and no call on the way. What was decided is in a journal on the disk before the caller has it, and goes to the server in
/// the background; new releases come from there while the application runs. While the server is away, everything goes on
/// with the releases that held last, also after a restart. Safe to use from many threads.
/// </summary>
/// <remarks>
/// Three things differ from the server: the release's latency budget is not enforced (the models that run here take
/// microseconds), a repeated request id is decided anew (the server keeps the first answer that reaches it), and a model in
/// a format that needs a native runtime is answered by the fallback as <c>model_unavailable</c>.
/// </remarks>
public sealed class RondoInProcess : IAsyncDisposable
{
    private readonly RondoClient _client;
    private readonly string _product;
    private readonly InProcessOptions _options;
    private readonly FileStream _lock;
    private readonly Journal _journal;
    private readonly ServingFolder _folder;
    private readonly Sender _sender;
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private Task _work = Task.CompletedTask;
    private volatile Serving _serving;
    private DateTimeOffset? _refreshedAt;
    private string? _refreshProblem;
    private string? _unread;
    private string? _sendProblem;
    private string? _journalProblem;
    private long _lost;

    private RondoInProcess(RondoClient client, string product, InProcessOptions options, FileStream claim)
    {
        (_client, _product, _options, _lock) = (client, product, options, claim);
        _journal = new Journal(Path.Combine(options.Folder, "journal"), options.MaxJournalBytes);
        _folder = new ServingFolder(options.Folder);
        _sender = new Sender(client, product, _journal, Path.Combine(options.Folder, "refused.jsonl"));
        _serving = _folder.Last() ?? Serving.None;
    }

    /// <summary>How it stands.</summary>
    public InProcessState State => new(_serving.Routes.Sequence, _refreshedAt, _journal.WaitingBytes, _sender.Sent, Interlocked.Read(ref _lost), _sender.Refused, _refreshProblem ?? _sendProblem ?? _journalProblem);

    /// <summary>Fetches what holds now, or takes what held last where the server is away, and begins to send what an earlier process left.</summary>
    /// <param name="client">Client of the server.</param>
    /// <param name="product">Product id.</param>
    /// <param name="options">Options.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <exception cref="IOException">The folder cannot be used, or another process uses it.</exception>
    public static async Task<RondoInProcess> OpenAsync(RondoClient client, string product, InProcessOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(product);
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.Folder);
        var claim = new FileStream(Path.Combine(options.Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        RondoInProcess rondo;
        try
        {
            rondo = new RondoInProcess(client, product, options, claim);
            await rondo.RefreshAsync(cancellation);
        }
        catch
        {
            await claim.DisposeAsync();
            throw;
        }

        rondo._work = Task.WhenAll(
            Task.Run(() => rondo.RepeatAsync(options.RefreshInterval, rondo.RefreshAsync), CancellationToken.None),
            Task.Run(() => rondo.RepeatAsync(options.SendInterval, rondo.SendAsync), CancellationToken.None));
        return rondo;
    }

    /// <summary>Decides. Always answers; where the model cannot, the release's fallback does and the answer says why.</summary>
    /// <param name="request">Whom it is about, and the columns.</param>
    /// <returns>The answer; <see cref="DecisionAnswer.Lost"/> where it could not be kept.</returns>
    /// <exception cref="ArgumentException">No entity, or columns that are no JSON object.</exception>
    public DecisionAnswer Decide(DecisionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Entity);
        if (request.Features.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException("The columns of a row are a JSON object.", nameof(request));
        }

        var (began, at) = (_options.Clock.GetTimestamp(), _options.Clock.GetUtcNow());
        var id = string.IsNullOrEmpty(request.RequestId) ? $"pred_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}" : PredictionIds.Of(_product, request.RequestId);
        var given = _serving.Decide(id, request, at);
        return Keep(new JournalEntry { Decision = given with { LatencyMs = _options.Clock.GetElapsedTime(began).TotalMilliseconds } }) ? given.Answer! : given.Answer! with { Lost = true };
    }

    /// <summary>Says what really happened; kept and sent like a decision, after those that came before it.</summary>
    /// <param name="outcome">Prediction and true class.</param>
    /// <returns>False where it could not be kept.</returns>
    public bool SendOutcome(OutcomeRequest outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return Keep(new JournalEntry { Outcome = outcome with { At = outcome.At ?? _options.Clock.GetUtcNow() } });
    }

    /// <summary>Asks the server now what holds, instead of at the next interval.</summary>
    /// <param name="cancellation">Cancellation.</param>
    public async Task RefreshAsync(CancellationToken cancellation = default)
    {
        await _refreshing.WaitAsync(cancellation);
        try
        {
            var reply = await _client.GetRoutesAsync(_product, cancellation);
            if (!reply.Ok)
            {
                _refreshProblem = $"{reply.Problem.Detail} {reply.Problem.NextStep}";
                return;
            }

            if (reply.Value.Sequence != _serving.Routes.Sequence)
            {
                var (serving, problem) = await _folder.TakeAsync(reply.Value, _serving.Models, (live, into) => _client.DownloadPackageAsync(_product, live.Id, into, cancellation));
                if (serving is null)
                {
                    _refreshProblem = problem;
                    return;
                }

                (_serving, _unread) = (serving, problem);
            }

            (_refreshedAt, _refreshProblem) = (_options.Clock.GetUtcNow(), _unread);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            _refreshProblem = failure.Message;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Sends what waits now, instead of at the next interval.</summary>
    /// <param name="cancellation">Cancellation.</param>
    public async Task SendAsync(CancellationToken cancellation = default)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            _sendProblem = await _sender.SendAsync(cancellation);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            _sendProblem = failure.Message;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends what waits, as far as the server takes it; the rest stays in the journal for the next process.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _work;
        await SendAsync();
        _journal.Dispose();
        await _lock.DisposeAsync();
        _closing.Dispose();
        _refreshing.Dispose();
        _sending.Dispose();
    }

    private bool Keep(JournalEntry entry)
    {
        if (_journal.Append(entry) is { } problem)
        {
            Interlocked.Increment(ref _lost);
            _journalProblem = $"A decision could not be kept: {problem}.";
            return false;
        }

        _journalProblem = null;
        return true;
    }

    private async Task RepeatAsync(TimeSpan interval, Func<CancellationToken, Task> work)
    {
        using var timer = new PeriodicTimer(interval, _options.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token))
            {
                await work(_closing.Token);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return;
        }
    }
}
