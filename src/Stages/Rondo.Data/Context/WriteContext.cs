using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Context;

/// <summary>Lists the context that is needed to understand what happened, whether or not it is there.</summary>
[UseCase("PUT /products/{product}/context", "context write", "Lists the context that the product needs: conversations, ticket types, outcomes.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class WriteContext
{
    private const int Most = 100;
    private const int Longest = 500;

    public static async Task<Answer<Document<ContextInventory>>> Handle(string product, ContextInventory body, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return Refuse(body) is { } refused ? refused : await desk.WriteAsync(state, "main", body, [state.Find<Brief>()?.Ref], "", cancellation);
    }

    internal static Refusal? Refuse(ContextInventory body) =>
        body.Items.Count > Most ? CommonProblems.Invalid("items", $"Up to {Most} items; got {body.Items.Count}.", "Leave out what matters least.") :
        body.Items.Any(item => item is null || string.IsNullOrWhiteSpace(item.Name)) ? CommonProblems.Missing("An item of the context", ["name"]) :
        body.Items.Any(item => $"{item.Name}{item.Why}{item.Field}".Length > Longest) ? CommonProblems.Invalid("items", $"An item has up to {Longest} characters in all.", "Write it shorter.") :
        null;
}

/// <summary>The context that the product needs.</summary>
[UseCase("GET /products/{product}/context", "context show", "Shows the context that the product needs.")]
internal static class ShowContext
{
    public static async Task<Answer<Document<ContextInventory>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<ContextInventory>() is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(ContextInventory.Kind, "main");
}
