using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.People;
using Rondo.Kernel.Schedules;
using Rondo.Monitoring.Incidents;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Rounds;

/// <summary>Every minute: runs the round that is due in each product, and lets clocks that ran out escalate.</summary>
internal sealed partial class RoundSchedule(ILedger ledger, RoundRunner rounds, TimeProvider time, ILogger<RoundSchedule> logger) : IScheduledWork
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _done = new(StringComparer.Ordinal);

    public string Name => "monitoring";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var product in await ledger.ProductsAsync(cancellation))
        {
            try
            {
                await RunAsync(product, cancellation);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // One product's broken file must not leave the others unwatched.
                RoundFailed(exception, product);
            }
        }
    }

    private async Task RunAsync(string product, CancellationToken cancellation)
    {
        if (await ledger.FindAsync(product, cancellation) is not { } state)
        {
            return;
        }

        await Escalation.RunAsync(ledger, state, time.GetUtcNow(), cancellation);
        var monitors = state.All<Monitor>().Where(monitor => !monitor.Body.Retired).ToList();
        if (monitors.Count == 0)
        {
            return;
        }

        var asOf = Windows.Aligned(time.GetUtcNow(), TimeSpan.FromDays(monitors.Min(monitor => monitor.Body.WindowDays)));
        if (_done.GetValueOrDefault(product) != asOf)
        {
            await rounds.RunAsync(state, asOf, Caller.System, cancellation);
            _done[product] = asOf;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The monitoring round of {Product} failed; it is tried again in a minute.")]
    private partial void RoundFailed(Exception exception, string product);
}
