using Rondo.Contracts;
using Rondo.Deployment.Decisions;
using Rondo.Kernel;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Traffic;

/// <summary>A release as its traffic shows it: arms, sample ratio, shadow disagreements, fallback, times.</summary>
[UseCase("GET /products/{product}/releases/{id}/traffic", "release traffic", "Shows what a release did to its requests.")]
internal static class ShowTraffic
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<Answer<Contracts.Traffic>> Handle(string product, string id, Desk desk, IFactStore facts, ShadowLane shadows, CancellationToken cancellation)
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
        var report = new TrafficReport(id, release.Body);
        var born = state.History(Release.Kind, id)[0].At;
        await foreach (var fact in facts.ReadAsync(new FactQuery(product, FactKinds.Prediction) { From = born }, cancellation))
        {
            report.Add(fact);
        }

        await foreach (var fact in facts.ReadAsync(new FactQuery(product, FactKinds.Shadow) { Release = id }, cancellation))
        {
            report.AddShadow(fact);
        }

        return report.Done(shadows.Dropped);
    }
}
