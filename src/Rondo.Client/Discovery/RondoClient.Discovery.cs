using Rondo.Contracts;

namespace Rondo.Client;

public sealed partial class RondoClient
{
    /// <summary>Discovery on one page.</summary>
    public Task<Reply<DiscoveryReport>> GetDiscoveryAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<DiscoveryReport>(OfProduct(product, "/discovery"), cancellation);

    /// <summary>Writes the brief.</summary>
    public Task<Reply<Document<Brief>>> SaveBriefAsync(string product, Brief brief, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<Brief>>(OfProduct(product, "/brief"), brief, options, cancellation);

    /// <summary>Judges one of the five risks.</summary>
    public Task<Reply<Document<Risk>>> SaveRiskAsync(string product, RiskName name, Risk risk, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<Risk>>(OfProduct(product, $"/risks/{name.Id()}"), risk, options, cancellation);

    /// <summary>States the rule or the manual work that a model would have to beat.</summary>
    public Task<Reply<Document<RuleBaseline>>> SaveRuleAsync(string product, RuleBaseline rule, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<RuleBaseline>>(OfProduct(product, "/rule"), rule, options, cancellation);

    /// <summary>What would be done without ML.</summary>
    public Task<Reply<Document<RuleBaseline>>> GetRuleAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<Document<RuleBaseline>>(OfProduct(product, "/rule"), cancellation);

    /// <summary>Decides whether this should be ML.</summary>
    public Task<Reply<Document<Verdict>>> DecideVerdictAsync(string product, Verdict verdict, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PostAsync<Document<Verdict>>(OfProduct(product, "/verdict"), verdict, options, cancellation);

    /// <summary>Answers the questions of the light touch.</summary>
    public Task<Reply<Document<QuickCheck>>> SaveQuickCheckAsync(string product, QuickCheck check, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<QuickCheck>>(OfProduct(product, "/check"), check, options, cancellation);

    /// <summary>Templates that products can begin from.</summary>
    public Task<Reply<IReadOnlyList<ProductTemplate>>> GetTemplatesAsync(CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<ProductTemplate>>("templates", cancellation);

    /// <summary>Begins a product from a template.</summary>
    public Task<Reply<ProductTemplate>> ApplyTemplateAsync(string product, string template, CancellationToken cancellation = default) =>
        PostAsync<ProductTemplate>(OfProduct(product, "/template"), new TemplateRequest { Template = template }, null, cancellation);

    /// <summary>Made-up data of the kind that a product of this template has, as CSV.</summary>
    public Task<Problem?> DownloadSampleAsync(string template, Stream into, CancellationToken cancellation = default) =>
        DownloadAsync($"templates/{Enc(template)}/sample", into, cancellation);
}
