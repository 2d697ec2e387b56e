using Rondo.Contracts;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Moves;
using Rondo.Kernel.UseCases;

namespace Rondo.Kernel.Overview;

/// <summary>The product at a glance: six places, each in one sentence, and the loops between them.</summary>
[UseCase("GET /products/{product}", "product show", "Shows a product's loop map.")]
internal static class ShowProduct
{
    public static async Task<Answer<ProductOverview>> Handle(string product, Desk desk, OverviewBuilder overview, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? overview.Of(state) : refusal;
}

/// <summary>All products, each at a glance.</summary>
[UseCase("GET /products", "product list", "Lists the products.")]
internal static class ListProducts
{
    public static async Task<Answer<IReadOnlyList<ProductOverview>>> Handle(ILedger ledger, OverviewBuilder overview, CancellationToken cancellation)
    {
        var products = new List<ProductOverview>();
        foreach (var id in await ledger.ProductsAsync(cancellation))
        {
            if (await ledger.FindAsync(id, cancellation) is { } state && state.Find<Product>() is not null)
            {
                products.Add(overview.Of(state));
            }
        }

        return AnswerOf.Good<IReadOnlyList<ProductOverview>>(products);
    }
}

/// <summary>Puts the stages' reports together.</summary>
internal sealed class OverviewBuilder(IEnumerable<IStageReporter> reporters, IEnumerable<ILoopFinder> loops)
{
    public ProductOverview Of(ProductState state)
    {
        var product = state.Find<Product>()!.Body;
        return new ProductOverview
        {
            Id = state.Product,
            Name = product.Name,
            Summary = product.Summary,
            Stage = MoveStage.Current(state),
            Stages = [.. reporters.Select(reporter => reporter.Report(state)).OrderBy(report => report.Stage)],
            Loops = [.. loops.SelectMany(finder => finder.Find(state)).OrderByDescending(loop => loop.OpenedAt)],
            Overrides = [.. state.All<GateOverride>().Select(signed => signed.Body).Where(signed => signed.InForce).Select(OverrideWords.Note).OrderByDescending(note => note.At)],
            Entries = state.Sequence,
            LastChange = state.Entries[^1].At,
        };
    }
}

/// <summary>What waits for a decision, in all products or one, for all roles or one.</summary>
[UseCase("GET /inbox", "inbox show", "Lists open decisions.")]
internal static class ShowInbox
{
    public static async Task<Answer<IReadOnlyList<InboxItem>>> Handle(string? product, string? role, ILedger ledger, IEnumerable<IDecisionFinder> finders, TimeProvider time, CancellationToken cancellation)
    {
        Role? wanted = null;
        if (role is not null)
        {
            if (!WireWords.TryRead<Role>(role, out var named))
            {
                return CommonProblems.Invalid("role", $"There is no role '{role}'.", $"Use one of: {string.Join(", ", Enum.GetValues<Role>().Select(WireWords.Write))}.");
            }

            wanted = named;
        }

        var items = new List<InboxItem>();
        foreach (var id in product is null ? await ledger.ProductsAsync(cancellation) : [product])
        {
            if (await ledger.FindAsync(id, cancellation) is { } state)
            {
                items.AddRange(finders.SelectMany(finder => finder.Find(state, time.GetUtcNow())).Where(item => wanted is null || item.Role == wanted).Select(item => new InboxItem(id, item)));
            }
        }

        return AnswerOf.Good<IReadOnlyList<InboxItem>>(items);
    }
}

/// <summary>The model card: what the ledger knows, in the order in which a stranger asks.</summary>
[UseCase("GET /products/{product}/card", "product card", "Prints the model card.")]
internal static class ShowCard
{
    public static async Task<Answer<IReadOnlyList<CardLine>>> Handle(string product, Desk desk, IEnumerable<ICardWriter> writers, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        IReadOnlyList<CardLine> card = [.. writers.OrderBy(writer => writer.Order).SelectMany(writer => writer.Write(state))];
        return AnswerOf.Good(card);
    }
}
