using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Monitors;

/// <summary>All monitors, the retired ones too.</summary>
[UseCase("GET /products/{product}/monitors", "monitor list", "Lists monitors.")]
internal static class ListMonitors
{
    public static async Task<Answer<IReadOnlyList<Document<Monitor>>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? AnswerOf.Good<IReadOnlyList<Document<Monitor>>>([.. state.All<Monitor>().Select(state.Envelope)])
            : refusal;
}
