using System.Collections.Concurrent;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Deployment.Routing;

/// <summary>
/// Keeps each product's routes and rebuilds them when its ledger has moved in a way that matters. It goes by the
/// ledger's sequence and not by events, so that a kill switch pressed on another node works on the very next request.
/// </summary>
internal sealed class Router
{
    private static readonly HashSet<string> Matters = [Release.Kind, ActionMap.Kind, SuccessContract.Kind];

    private readonly ConcurrentDictionary<string, Routes> _known = new(StringComparer.Ordinal);

    /// <summary>Routes as of this state, or a newer one.</summary>
    public Routes Of(ProductState state)
    {
        var known = _known.GetValueOrDefault(state.Product);
        if (known is not null && known.Sequence >= state.Sequence)
        {
            return known;
        }

        var routes = known is not null && !Changed(state, known.Sequence) ? known with { Sequence = state.Sequence } : Build(state);
        return _known.AddOrUpdate(state.Product, routes, (_, other) => other.Sequence >= routes.Sequence ? other : routes);
    }

    private static bool Changed(ProductState state, long since)
    {
        for (var sequence = (int)since; sequence < state.Entries.Count; sequence++)
        {
            if (Matters.Contains(state.Entries[sequence].Kind))
            {
                return true;
            }
        }

        return false;
    }

    private static Routes Build(ProductState state)
    {
        var releases = state.All<Release>().Select(release => (release.Entry.Sequence, Live: new LiveRelease(release.Id, release.Body))).ToList();
        var byId = releases.ToDictionary(release => release.Live.Id, release => release.Live, StringComparer.Ordinal);
        return new Routes
        {
            Sequence = state.Sequence,
            Full = releases.Select(release => release.Live).FirstOrDefault(live => live.Body.Step == ReleaseStep.Full),
            Ramp = releases.Select(release => release.Live).FirstOrDefault(live => live.Body.Step == ReleaseStep.Percentage),
            Shadows = [.. releases.Select(release => release.Live).Where(live => live.Body.Step == ReleaseStep.Shadow)],
            Last = releases.Where(release => release.Live.Body.Step is not (ReleaseStep.Draft or ReleaseStep.Shadow)).OrderByDescending(release => release.Sequence).Select(release => release.Live).FirstOrDefault(),
            Before = byId.Values.Where(live => byId.ContainsKey(live.Body.Champion)).ToDictionary(live => live.Id, live => byId[live.Body.Champion], StringComparer.Ordinal),
            Positive = state.Find<SuccessContract>()?.Body.Positive ?? "",
            Actions = (state.Find<ActionMap>()?.Body.Rows ?? []).GroupBy(row => row.When).ToDictionary(rows => rows.Key, rows => rows.First().Action),
        };
    }
}
