using Rondo.Contracts;

namespace Rondo.Client;

public sealed partial class RondoClient
{
    /// <summary>How fast a product learns, with its loops.</summary>
    public Task<Reply<LearningReport>> GetLearningAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<LearningReport>(OfProduct(product, "/learning"), cancellation);

    /// <summary>Opens a loop from an incident or another signal.</summary>
    public Task<Reply<Document<Loop>>> OpenLoopAsync(string product, OpenLoopRequest request, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PostAsync<Document<Loop>>(OfProduct(product, "/loops"), request, options, cancellation);

    /// <summary>One loop.</summary>
    public Task<Reply<Document<Loop>>> GetLoopAsync(string product, string loop, CancellationToken cancellation = default) =>
        GetAsync<Document<Loop>>(OfProduct(product, $"/loops/{Enc(loop)}"), cancellation);

    /// <summary>Closes a loop with its effect and the date of the next review.</summary>
    public Task<Reply<Document<Loop>>> CloseLoopAsync(string product, string loop, CloseLoopRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<Loop>>(OfProduct(product, $"/loops/{Enc(loop)}/close"), request, null, cancellation);
}
