using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment.Releases;

/// <summary>All releases, oldest first.</summary>
[UseCase("GET /products/{product}/releases", "release list", "Lists releases.")]
internal static class ListReleases
{
    public static async Task<Answer<IReadOnlyList<Document<Release>>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? AnswerOf.Good<IReadOnlyList<Document<Release>>>([.. state.All<Release>().Select(state.Envelope)])
            : refusal;
}

/// <summary>One release.</summary>
[UseCase("GET /products/{product}/releases/{id}", "release show", "Shows a release.")]
internal static class ShowRelease
{
    public static async Task<Answer<Document<Release>>> Handle(string product, string id, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return state.Find<Release>(id) is { } release ? state.Envelope(release) : CommonProblems.NoDocument(Release.Kind, id);
    }
}
