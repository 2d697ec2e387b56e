using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Discovery.Briefs;

/// <summary>States the problem before any solution. Half a problem is none: every field is required.</summary>
[UseCase("PUT /products/{product}/brief", "brief write", "States who has the problem, what hurts, what it costs today and what would be better.")]
[AllowedTo(Role.ProductManager)]
internal static class WriteBrief
{
    public static async Task<Answer<Document<Brief>>> Handle(string product, Brief brief, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return Refuse(brief) is { } refused ? refused : await desk.WriteAsync(state, "main", brief, [], "", cancellation);
    }

    internal static Refusal? Refuse(Brief brief)
    {
        IReadOnlyList<string> missing = [.. new[]
        {
            (brief.Who, "who"), (brief.Pain, "pain"), (brief.CostToday, "cost_today"), (brief.DesiredOutcome, "desired_outcome"),
        }.Where(field => string.IsNullOrWhiteSpace(field.Item1)).Select(field => field.Item2)];
        return missing.Count == 0 ? null : CommonProblems.Missing("The brief", missing);
    }
}
