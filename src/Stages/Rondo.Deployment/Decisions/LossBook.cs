using System.Data.Common;
using Microsoft.Extensions.Logging;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.People;

namespace Rondo.Deployment.Decisions;

/// <summary>
/// Decisions that could not be kept: counted at once, and raised as an incident as soon as the ledger takes it. A disk that
/// refuses facts mostly refuses the ledger too, so this is tried again until it is written.
/// </summary>
internal sealed partial class LossBook(ILedger ledger, DecisionMeter meter, TimeProvider time, ILogger<LossBook> logger) : IAsyncDisposable
{
    /// <summary>What stands in an incident where others name their monitor.</summary>
    public const string Monitor = "decisions-kept";

    private const double HoursToTakeOn = 1;
    private const double HoursToDecide = 24;

    // Losses come in thousands; one incident tells of them, and grows while it is open.
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Loss> _untold = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private Task _telling = Task.CompletedTask;

    /// <summary>Counts decisions that could not be kept.</summary>
    /// <param name="product">Product.</param>
    /// <param name="count">Decisions.</param>
    /// <param name="given">True where they were given all the same.</param>
    public void Add(string product, long count, bool given)
    {
        meter.Lost(product, count);
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var known = _untold.GetValueOrDefault(product) ?? new Loss(now, now, 0, 0);
            _untold[product] = known with { Last = now, Refused = known.Refused + (given ? 0 : count), Given = known.Given + (given ? count : 0) };
            if (_telling.IsCompleted && !_closing.IsCancellationRequested)
            {
                _telling = Task.Run(TellAsync);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _telling;
        _closing.Dispose();
    }

    /// <summary>The incident of a loss: a new one, or the open one with its counts grown. Pure.</summary>
    internal static (string Id, Incident Body, int Version) Decide(ProductState state, Loss loss, DateTimeOffset now)
    {
        var release = state.All<Release>().Where(release => release.Body.Step is ReleaseStep.Percentage or ReleaseStep.Full).OrderByDescending(release => release.Body.Step).FirstOrDefault();
        var open = state.All<Incident>().FirstOrDefault(incident => incident.Body.Monitor == Monitor && incident.Body.ClosedAt is null);
        var before = open?.Body.Point.Value.N ?? 0;
        var all = before + loss.Refused + loss.Given;
        var from = open?.Body.Point.From ?? loss.First;
        var sentence = $"{Plural.Of(all, "decision")} could not be kept between {from:yyyy-MM-dd HH:mm:ss} and {loss.Last:HH:mm:ss} UTC. {Became(loss)}";
        var point = new MonitorPoint
        {
            Monitor = Monitor,
            Release = release?.Id ?? "",
            From = from,
            To = loss.Last,
            Value = new Estimate { Value = all, N = all, Low = all, High = all, Method = "count" },
            Limit = 0,
            Breached = true,
            Sentence = sentence,
        };
        return open is not null
            ? (open.Id, open.Body with { Sentence = sentence, Point = point }, open.Entry.Version)
            : ($"{Monitor}.{loss.First.UtcDateTime:yyyyMMddTHHmmss}", new Incident
            {
                Monitor = Monitor,
                Release = release?.Id ?? "",
                Sentence = sentence,
                Point = point,
                Action = "Look at the server's log and at the disk: mostly it is full. Until facts are kept again, /health/ready says no.",
                Priority = AlertPriority.Page,
                Owner = release?.Body.Owner is { Length: > 0 } owner ? owner : "engineer",
                OpenedAt = now,
                AcknowledgeBy = now.AddHours(HoursToTakeOn),
                DecideBy = now.AddHours(HoursToDecide),
            }, 0);
    }

    private static string Became(Loss loss) => (loss.Refused, loss.Given) switch
    {
        ( > 0, 0) => "None was given: the callers were told, and used what they use without Rondo.",
        (0, > 0) => "They were given all the same, as the loss policy says, and nobody will learn whether they were right.",
        _ => $"Of the last, {loss.Refused:N0} were refused and {loss.Given:N0} given and kept nowhere.",
    };

    /// <summary>Raises what was lost until now, without waiting for more to gather.</summary>
    internal async Task TellAllAsync()
    {
        foreach (var product in Untold())
        {
            await TellAsync(product);
        }
    }

    private async Task TellAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Gathering, time, _closing.Token);
                await TellAllAsync();
                lock (_gate)
                {
                    if (_untold.Count == 0)
                    {
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The log has named every loss when it happened.
        }
    }

    private async Task TellAsync(string product)
    {
        Loss? told;
        lock (_gate)
        {
            if (!_untold.TryGetValue(product, out told))
            {
                return;
            }
        }

        try
        {
            if (await ledger.FindAsync(product, _closing.Token) is { } state)
            {
                var (id, body, version) = Decide(state, told, time.GetUtcNow());
                var written = await ledger.AppendAsync(new Commit(product, Caller.System.Actor, Caller.System.Role, body.Sentence, "", [Desk.DraftOf(id, body, []) with { ExpectedVersion = version }]), _closing.Token);
                if (!written.IsGood)
                {
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or DbException)
        {
            NotTold(failure, product);
            return;
        }

        Told(product, told);
    }

    // What came meanwhile is told next time.
    private void Told(string product, Loss told)
    {
        lock (_gate)
        {
            var now = _untold.GetValueOrDefault(product);
            if (now is null || now == told)
            {
                _untold.Remove(product);
            }
            else
            {
                _untold[product] = now with { First = told.Last, Refused = now.Refused - told.Refused, Given = now.Given - told.Given };
            }
        }
    }

    private List<string> Untold()
    {
        lock (_gate)
        {
            return [.. _untold.Keys];
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The incident about lost decisions of {Product} could not be written yet; it is tried again.")]
    private partial void NotTold(Exception exception, string product);

    /// <summary>Decisions lost in a while.</summary>
    /// <param name="First">First of them.</param>
    /// <param name="Last">Last of them.</param>
    /// <param name="Refused">Not given.</param>
    /// <param name="Given">Given and kept nowhere.</param>
    internal sealed record Loss(DateTimeOffset First, DateTimeOffset Last, long Refused, long Given);
}
