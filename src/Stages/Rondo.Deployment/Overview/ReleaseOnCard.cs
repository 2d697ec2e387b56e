using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;

namespace Rondo.Deployment.Overview;

/// <summary>How the model meets users, on the model card.</summary>
internal sealed class ReleaseOnCard : ICardWriter
{
    public int Order => 600;

    public IEnumerable<CardLine> Write(ProductState state)
    {
        foreach (var release in state.All<Release>().Where(release => release.Body.Step is ReleaseStep.Percentage or ReleaseStep.Full))
        {
            var body = release.Body;
            yield return new CardLine("Use", $"Release {release.Id} answers {(body.Step == ReleaseStep.Full ? "everybody" : $"{body.Percent:0.##} % of the entities")} in '{body.Surface?.Place}' for {body.Audience?.Rule} ({body.Audience?.Reason}); {body.Owner} answers for it.", release.Ref);
            yield return new CardLine("Use", $"From a score of {body.Threshold:0.####} on it says yes; from {body.Abstain?.Low:0.####} to {body.Abstain?.High:0.####} a person decides; when it fails, {WhenItFails(body.Fallback)}.", release.Ref);
            if (body.Holdout > 0)
            {
                yield return new CardLine("Use", $"The model is kept from {body.Holdout:0.##} % of the entities, by lot and for good: what becomes of them beside the others is what it is worth.", release.Ref);
            }
        }
    }

    private static string WhenItFails(Fallback? fallback) => fallback switch
    {
        { Kind: FallbackKind.Human } => "a person decides",
        { Kind: FallbackKind.Rule } => $"a rule decides: {fallback.Rule}",
        { Kind: FallbackKind.Previous, Decision: null or "" } => "the release before it answers, and where that one cannot, a person decides",
        { Kind: FallbackKind.Previous } => $"the release before it answers, and where that one cannot, the answer is '{fallback.Decision}'",
        _ => $"the answer is '{fallback?.Decision}'",
    };
}
