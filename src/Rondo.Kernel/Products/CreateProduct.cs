using System.Text.RegularExpressions;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Kernel.Products;

/// <summary>Begins a product: the first entry of its ledger.</summary>
[UseCase("POST /products", "product create", "Makes a product.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static partial class CreateProduct
{
    public static readonly ProblemCode ProductExists = new("product_exists", 409, "There is such a product already");

    public static async Task<Answer<Document<Product>>> Handle(CreateProductRequest request, Desk desk, ILedger ledger, CancellationToken cancellation)
    {
        var id = request.Id.Length > 0 ? request.Id : IdOf(request.Name);
        if (Refuse(request, id) is { } refusal)
        {
            return refusal;
        }

        var state = await ledger.FindAsync(id, cancellation) ?? ProductState.Empty(id);
        if (state.Sequence > 0 && (desk.Caller.IdempotencyKey.Length == 0 || state.Entries[0].IdempotencyKey != desk.Caller.IdempotencyKey))
        {
            return new Refusal(ProductExists, $"There is a product '{id}' since {state.Entries[0].At:yyyy-MM-dd}.", "Choose another id, or open that one.");
        }

        return await desk.WriteAsync(state, "main", new Product { Name = request.Name.Trim(), Summary = request.Summary.Trim() }, [], "", cancellation);
    }

    internal static Refusal? Refuse(CreateProductRequest request, string id) =>
        string.IsNullOrWhiteSpace(request.Name) ? CommonProblems.Missing("The product", ["name"]) :
        !IdShape().IsMatch(id) ? CommonProblems.Invalid("id", $"'{Cut(id)}' cannot be an id: use 2 to 60 lower-case letters, digits and dashes, beginning with a letter.", "Send an 'id' of that form.") :
        null;

    internal static string IdOf(string name) => Runs().Replace(name.Trim().ToLowerInvariant(), "-").Trim('-');

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60];

    [GeneratedRegex("^[a-z][a-z0-9-]{1,59}\\z")]
    private static partial Regex IdShape();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Runs();
}
