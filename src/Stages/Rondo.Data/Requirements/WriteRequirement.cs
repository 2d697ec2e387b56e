using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Requirements;

/// <summary>A field that the product needs. Why is the product manager's to write, how is the data team's: the fields guard themselves.</summary>
[UseCase("PUT /products/{product}/requirements/{requirement}", "requirement write", "States a field that is needed: why, and how it is collected.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class WriteRequirement
{
    public static async Task<Answer<Document<Requirement>>> Handle(string product, string requirement, Requirement body, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return string.IsNullOrWhiteSpace(body.Field)
            ? CommonProblems.Missing("The requirement", ["field"])
            : await desk.WriteAsync(state, requirement, body, [state.Find<Brief>()?.Ref], "", cancellation);
    }
}

/// <summary>Requirements of a product.</summary>
[UseCase("GET /products/{product}/requirements", "requirement list", "Lists required fields.")]
internal static class ListRequirements
{
    public static async Task<Answer<IReadOnlyList<Document<Requirement>>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? AnswerOf.Good<IReadOnlyList<Document<Requirement>>>([.. state.All<Requirement>().Select(state.Envelope)])
            : refusal;
}
