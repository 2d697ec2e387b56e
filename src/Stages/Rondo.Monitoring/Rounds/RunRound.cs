using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Monitoring.Rounds;

/// <summary>Lets all monitors look now, or as of another moment; opens incidents where limits are breached.</summary>
[UseCase("POST /products/{product}/monitoring/rounds", "monitor round", "Lets all monitors look now.")]
[AllowedTo(Role.DataScientist, Role.Engineer, Role.ProductManager)]
internal static class RunRound
{
    public static async Task<Answer<MonitoringRound>> Handle(string product, EvaluateMonitorsRequest request, Desk desk, RoundRunner rounds, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? await rounds.RunAsync(state, request.AsOf?.ToUniversalTime() ?? desk.Now, desk.Caller, cancellation)
            : refusal;
}
