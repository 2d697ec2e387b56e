using Rondo.Contracts;
using Rondo.Deployment.Decisions;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Traffic;

/// <summary>A release as its traffic shows it: arms, sample ratio, shadow disagreements, fallback, times.</summary>
[UseCase("GET /products/{product}/releases/{id}/traffic", "release traffic", "Shows what a release did to its requests.")]
internal static class ShowTraffic
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<Answer<Contracts.Traffic>> Handle(string product, string id, Desk desk, TrafficBook book, ShadowLane shadows, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Release>(id) is not { } release)
        {
            return CommonProblems.NoDocument(Release.Kind, id);
        }

        await shadows.SettleAsync(Patience, cancellation);
        var born = state.History(Release.Kind, id)[0].At;
        return await book.LookAsync(product, id, release.Body, state.Find<SuccessContract>()?.Body.Positive ?? "", born, shadows.Dropped, cancellation);
    }
}
