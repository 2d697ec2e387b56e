using Rondo.Contracts;

namespace Rondo.Client;

public sealed partial class RondoClient
{
    /// <summary>Makes a release of a signed evaluation.</summary>
    public Task<Reply<Document<Release>>> CreateReleaseAsync(string product, string release, Release body, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PostAsync<Document<Release>>(OfProduct(product, $"/releases/{Enc(release)}"), body, options, cancellation);

    /// <summary>Releases.</summary>
    public Task<Reply<IReadOnlyList<Document<Release>>>> GetReleasesAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<Document<Release>>>(OfProduct(product, "/releases"), cancellation);

    /// <summary>One release.</summary>
    public Task<Reply<Document<Release>>> GetReleaseAsync(string product, string release, CancellationToken cancellation = default) =>
        GetAsync<Document<Release>>(OfProduct(product, $"/releases/{Enc(release)}"), cancellation);

    /// <summary>Takes a release a step further.</summary>
    public Task<Reply<Document<Release>>> AdvanceReleaseAsync(string product, string release, AdvanceRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<Release>>(OfProduct(product, $"/releases/{Enc(release)}/advance"), request, null, cancellation);

    /// <summary>Switches a release off.</summary>
    public Task<Reply<Document<Release>>> StopReleaseAsync(string product, string release, StopRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<Release>>(OfProduct(product, $"/releases/{Enc(release)}/stop"), request, null, cancellation);

    /// <summary>A release as its traffic shows it.</summary>
    public Task<Reply<Traffic>> GetTrafficAsync(string product, string release, CancellationToken cancellation = default) =>
        GetAsync<Traffic>(OfProduct(product, $"/releases/{Enc(release)}/traffic"), cancellation);
}
