using Rondo.Contracts;
using Rondo.Deployment.Routing;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.InProcess;

/// <summary>Who answers whom: with the model packages, all that an application needs to decide by itself.</summary>
[UseCase("GET /products/{product}/routes", "release routes", "Shows which releases answer whom, as an application needs it to decide by itself.")]
internal static class ShowRoutes
{
    public static async Task<Answer<Routes>> Handle(string product, Desk desk, Router router, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? router.Of(state) : refusal;
}
