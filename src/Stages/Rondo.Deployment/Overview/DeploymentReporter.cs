using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;

namespace Rondo.Deployment.Overview;

/// <summary>Deployment in one sentence.</summary>
internal sealed class DeploymentReporter : IStageReporter
{
    public StageReport Report(ProductState state)
    {
        var releases = state.All<Release>();
        var full = releases.FirstOrDefault(release => release.Body.Step == ReleaseStep.Full);
        var ramp = releases.FirstOrDefault(release => release.Body.Step == ReleaseStep.Percentage);
        var shadow = releases.Where(release => release.Body.Step == ReleaseStep.Shadow).Select(release => release.Id).ToList();
        var besides = shadow.Count == 0 ? "" : $" {string.Join(", ", shadow)} scores in shadow.";
        var (standing, sentence) = (full, ramp) switch
        {
            (not null, not null) => (Standing.Good, $"Release {full.Id} answers; {ramp.Id} answers {ramp.Body.Percent:0.##} % of the entities since {ramp.Entry.At:yyyy-MM-dd}.{besides}"),
            (not null, null) => (Standing.Good, $"Release {full.Id} answers everybody since {full.Entry.At:yyyy-MM-dd}.{besides}"),
            (null, not null) => (Standing.Doubtful, $"Release {ramp.Id} answers {ramp.Body.Percent:0.##} % of the entities; the fallback answers the others.{besides}"),
            _ when shadow.Count > 0 => (Standing.Doubtful, $"No user is answered by a model yet.{besides}"),
            _ when releases.Count == 0 => (Standing.Unknown, "Nothing has been released; a model has no value until it reaches users."),
            _ when releases.All(release => release.Body.Step == ReleaseStep.Draft) => (Standing.Unknown, $"{releases.Count} release{(releases.Count == 1 ? " is a draft" : "s are drafts")}; no user is answered by a model yet."),
            _ => (Standing.Bad, $"Every release is switched off, the last one ({Newest(releases).Id}) since {Newest(releases).Entry.At:yyyy-MM-dd}; the fallback answers."),
        };
        return new StageReport(Stage.Deployment, standing, sentence);
    }

    private static Stored<Release> Newest(IReadOnlyList<Stored<Release>> releases) =>
        releases.Where(release => release.Body.Step == ReleaseStep.Stopped).MaxBy(release => release.Entry.Sequence)!;
}
