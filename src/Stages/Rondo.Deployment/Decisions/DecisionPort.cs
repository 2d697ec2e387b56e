using Rondo.Contracts;
using Rondo.Deployment.Models;
using Rondo.Deployment.Releases;
using Rondo.Deployment.Routing;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Serving;

namespace Rondo.Deployment.Decisions;

/// <summary>The decision desk as other protocols reach it.</summary>
internal sealed class DecisionPort(ILedger ledger, DecisionDesk desk, Router router, ModelShelf shelf) : IDecisions
{
    public static readonly ProblemCode NothingLive = new("nothing_live", 409, "No release answers in this product");

    public async ValueTask<Answer<ServedModel>> DescribeAsync(string product, CancellationToken cancellation)
    {
        if (await ledger.FindAsync(product, cancellation) is not { } state)
        {
            return CommonProblems.NoProduct(product);
        }

        var routes = router.Of(state);
        if ((routes.Full ?? routes.Ramp) is not { } live)
        {
            return new Refusal(NothingLive, $"No release of '{product}' answers anybody yet.", "Take a release to a share of the entities or to everybody.");
        }

        using var lease = await shelf.RentAsync(live.Body.Blob, cancellation);
        return lease is null
            ? new Refusal(AdvanceRelease.ModelUnavailable, $"The model package of release '{live.Id}' cannot be read.", "Check the stored package, or release another evaluation.")
            : new ServedModel(
                live.Id,
                [.. new[] { routes.Full, routes.Ramp }.OfType<LiveRelease>().Concat(routes.Shadows).Select(release => release.Id)],
                [.. lease.Model.Space.Inputs.Select(input => new ServedInput(input.Name, input.IsNumber))]);
    }

    public async ValueTask<Answer<IReadOnlyList<DecisionAnswer>>> DecideAsync(string product, IReadOnlyList<DecisionRequest> requests, CancellationToken cancellation) =>
        requests.Count is 0 or > DecideBatch.Most ? CommonProblems.Invalid("items", $"A call holds 1 to {DecideBatch.Most} rows; got {requests.Count}.", "Split it, or send at least one.")
        : await ledger.FindAsync(product, cancellation) is { } state ? await desk.AnswerAsync(state, requests, cancellation)
        : CommonProblems.NoProduct(product);
}
