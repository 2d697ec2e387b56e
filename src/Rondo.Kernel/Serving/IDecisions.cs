using Rondo.Contracts;

namespace Rondo.Kernel.Serving;

/// <summary>A column that a served model reads.</summary>
/// <param name="Name">Column name.</param>
/// <param name="IsNumber">True for numbers; else texts and categories.</param>
public sealed record ServedInput(string Name, bool IsNumber);

/// <summary>What answers in a product, as protocols of others describe it.</summary>
/// <param name="Release">Release that answers everybody, or the share of its ramp where none does.</param>
/// <param name="Releases">Every release that answers somebody or scores in shadow.</param>
/// <param name="Inputs">Columns, in the order of training.</param>
public sealed record ServedModel(string Release, IReadOnlyList<string> Releases, IReadOnlyList<ServedInput> Inputs);

/// <summary>Asks for decisions in the ways of other protocols: the same path as the program's own, with routing, fallback and facts.</summary>
public interface IDecisions
{
    /// <summary>What answers in a product; refused where the product is unknown, nothing is live, or the model cannot be read.</summary>
    ValueTask<Answer<ServedModel>> DescribeAsync(string product, CancellationToken cancellation);

    /// <summary>Decides, in the order asked; all are durable before the first answer is given.</summary>
    /// <param name="product">Product.</param>
    /// <param name="requests">1 to 10,000.</param>
    /// <param name="cancellation">Cancellation.</param>
    ValueTask<Answer<IReadOnlyList<DecisionAnswer>>> DecideAsync(string product, IReadOnlyList<DecisionRequest> requests, CancellationToken cancellation);
}
