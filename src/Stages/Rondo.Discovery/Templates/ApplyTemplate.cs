using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Discovery.Templates;

/// <summary>Begins a product from a template: brief, five risks as stated assumptions, questions, hypothesis, required fields and context, in one step. All of it is there to be changed.</summary>
[UseCase("POST /products/{product}/template", "product begin", "Begins a product from a template.")]
[AllowedTo(Role.ProductManager)]
internal static class ApplyTemplate
{
    public static readonly ProblemCode UnknownTemplate = new("unknown_template", 404, "There is no such template");
    public static readonly ProblemCode AlreadyBegun = new("already_begun", 409, "The product has begun already");

    public static async Task<Answer<ProductTemplate>> Handle(string product, TemplateRequest request, Desk desk, IEnumerable<IProductTemplate> templates, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        var known = templates.ToList();
        if (known.Find(template => template.About.Id == request.Template) is not { } chosen)
        {
            return Unknown(request.Template, known);
        }

        if (state.Find<Brief>() is { } brief)
        {
            return new Refusal(AlreadyBegun, $"The brief of '{product}' was written on {brief.Entry.At:yyyy-MM-dd} and would be overwritten.", "Begin another product from the template.");
        }

        return (await desk.WriteAllAsync(state, $"Begun from the template '{chosen.About.Id}'.", [.. Drafts(chosen, desk.Caller.Actor)], cancellation)).Try(out _, out var lost) ? chosen.About : lost;
    }

    internal static Refusal Unknown(string template, IEnumerable<IProductTemplate> known) =>
        new(UnknownTemplate, $"There is no template '{template}'.", $"The templates are: {string.Join(", ", known.Select(one => one.About.Id))}.");

    /// <summary>What a template writes. No risk is green on an assumption.</summary>
    internal static IEnumerable<Draft> Drafts(IProductTemplate template, string owner)
    {
        yield return New("main", template.Brief);
        foreach (var (name, assumption) in template.Assumptions)
        {
            yield return New(name.Id(), new Risk { Score = RiskScore.Amber, Assumption = assumption, Owner = owner });
        }

        yield return New("main", template.Check);
        yield return New("main", template.Context);
        foreach (var (id, hypothesis) in template.Hypotheses)
        {
            yield return New(id, hypothesis);
        }

        // A field that two hypotheses rest on is required once.
        foreach (var (id, statement, field) in template.Hypotheses.SelectMany(pair => pair.Value.Fields.Select(field => (pair.Key, pair.Value.Statement, field))).DistinctBy(need => FieldName.Id(need.field)))
        {
            yield return New(FieldName.Id(field), new Requirement { Field = field, Hypothesis = id, Why = $"To test and use: {statement}" });
        }
    }

    private static Draft New<T>(string id, T body)
        where T : class, IDocument => Desk.DraftOf(id, body, []) with { ExpectedVersion = 0 };
}

/// <summary>Templates that products can begin from.</summary>
[UseCase("GET /templates", "product templates", "Lists templates that products can begin from.")]
internal static class ListTemplates
{
    public static Task<Answer<IReadOnlyList<ProductTemplate>>> Handle(IEnumerable<IProductTemplate> templates, CancellationToken cancellation) =>
        Task.FromResult(AnswerOf.Good<IReadOnlyList<ProductTemplate>>([.. templates.Select(template => template.About).OrderBy(template => template.Id, StringComparer.Ordinal)]));
}
