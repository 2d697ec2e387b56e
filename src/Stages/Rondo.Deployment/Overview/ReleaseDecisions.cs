using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;

namespace Rondo.Deployment.Overview;

/// <summary>Releases that wait for somebody to take them further, and signed evaluations that nobody has released.</summary>
internal sealed class ReleaseDecisions : IDecisionFinder
{
    public IEnumerable<OpenDecision> Find(ProductState state, DateTimeOffset now)
    {
        var releases = state.All<Release>();
        foreach (var release in releases)
        {
            if (release.Body.Step is ReleaseStep.Draft or ReleaseStep.Shadow or ReleaseStep.Percentage)
            {
                var days = Math.Max(0, (now - release.Entry.At).TotalDays);
                var sentence = release.Body.Step switch
                {
                    ReleaseStep.Draft => $"Release {release.Id} is a draft since {days:0} days: let it score in shadow?",
                    ReleaseStep.Shadow => $"Release {release.Id} scores in shadow since {days:0} days: let it answer a share of the users?",
                    _ => $"Release {release.Id} answers {release.Body.Percent:0.##} % since {days:0} days: raise it, take it to everybody, or stop it?",
                };
                yield return new OpenDecision("release_waits", Stage.Deployment, Role.ProductManager, sentence, release.Id, release.Entry.At);
            }
        }

        foreach (var signed in state.All<SignOff>().Where(signed => signed.Body.Complete && !state.IsStale(signed.Body.Evaluation) && releases.All(release => release.Body.Evaluation != signed.Id)))
        {
            yield return new OpenDecision("signed_not_released", Stage.Deployment, Role.ProductManager, $"Evaluation {signed.Id} is signed by both sides and not released: make a release of it?", signed.Id, signed.Entry.At);
        }
    }
}
