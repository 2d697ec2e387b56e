using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Modeling.EvidencePages;

/// <summary>A prediction is only valuable if the team knows what to do with it.</summary>
[UseCase("PUT /products/{product}/action-map", "action-map write", "States what the product does with each kind of answer.")]
[AllowedTo(Role.ProductManager)]
internal static class WriteActionMap
{
    private static readonly string[] Required = ["positive", "unsure", "negative"];

    public static async Task<Answer<Document<ActionMap>>> Handle(string product, ActionMap map, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return Refuse(map) is { } refused ? refused : await desk.WriteAsync(state, "main", map, [state.Find<SuccessContract>()?.Ref], "", cancellation);
    }

    internal static Refusal? Refuse(ActionMap map)
    {
        IReadOnlyList<string> missing =
        [
            .. Required.Where(when => map.Rows.All(row => row.When != when)),
            .. map.Rows.Where(row => string.IsNullOrWhiteSpace(row.Action)).Select(row => $"{row.When}.action"),
            .. map.Rows.Where(row => string.IsNullOrWhiteSpace(row.Owner)).Select(row => $"{row.When}.owner"),
        ];
        return missing.Count == 0 ? null : CommonProblems.Missing("The action map", missing);
    }
}

/// <summary>The action map in force.</summary>
[UseCase("GET /products/{product}/action-map", "action-map show", "Shows what the product does with each kind of answer.")]
internal static class ShowActionMap
{
    public static async Task<Answer<Document<ActionMap>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<ActionMap>() is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(ActionMap.Kind, "main");
}
