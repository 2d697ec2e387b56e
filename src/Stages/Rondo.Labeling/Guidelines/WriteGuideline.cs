using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Labeling.Guidelines;

/// <summary>How to label. Every class needs a definition, or two people will read it in two ways.</summary>
[UseCase("PUT /products/{product}/guideline", "guideline write", "States how to label: the question, the classes, the rulings.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Reviewer)]
internal static class WriteGuideline
{
    public static async Task<Answer<Document<Guideline>>> Handle(string product, Guideline guideline, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return Refuse(guideline) is { } refused ? refused : await desk.WriteAsync(state, "main", guideline, [state.Find<Brief>()?.Ref], "", cancellation);
    }

    internal static Refusal? Refuse(Guideline guideline)
    {
        var missing = new List<string>();
        if (string.IsNullOrWhiteSpace(guideline.Question))
        {
            missing.Add("question");
        }

        if (guideline.Classes.Count < 2)
        {
            missing.Add("classes");
        }

        missing.AddRange(guideline.Classes.Where(label => string.IsNullOrWhiteSpace(label.Name) || string.IsNullOrWhiteSpace(label.Definition)).Select(label => $"classes.{label.Name}.definition"));
        return missing.Count == 0 ? null : CommonProblems.Missing("The guideline", missing);
    }
}

/// <summary>The guideline in force.</summary>
[UseCase("GET /products/{product}/guideline", "guideline show", "Shows how to label.")]
internal static class ShowGuideline
{
    public static async Task<Answer<Document<Guideline>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Guideline>() is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(Guideline.Kind, "main");
}
