using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Requirements;

/// <summary>Turns the fields of a hypothesis into requirements: one each, with why; how is the data team's to write.</summary>
[UseCase("POST /products/{product}/hypotheses/{hypothesis}/requirements", "hypothesis require", "Requires every field that a hypothesis rests on.")]
[AllowedTo(Role.ProductManager)]
internal static class RequireFields
{
    public static readonly ProblemCode NoFields = new("no_fields", 409, "The hypothesis names no fields");

    public static async Task<Answer<IReadOnlyList<Document<Requirement>>>> Handle(string product, string hypothesis, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Hypothesis>(hypothesis) is not { } stated)
        {
            return CommonProblems.NoDocument(Hypothesis.Kind, hypothesis);
        }

        if (stated.Body.Fields.Count == 0)
        {
            return new Refusal(NoFields, $"The hypothesis '{hypothesis}' does not say which fields it rests on.", "Name them in 'fields'.");
        }

        var drafts = Missing(state, stated).Select(field => Desk.DraftOf(
            FieldName.Id(field),
            new Requirement { Field = field, Hypothesis = hypothesis, Why = $"To test and use: {stated.Body.Statement}" },
            [stated.Ref]) with { ExpectedVersion = 0 }).ToList();
        if (drafts.Count > 0)
        {
            if (!(await desk.WriteAllAsync(state, "", drafts, cancellation)).Try(out var written, out var lost))
            {
                return lost;
            }

            state = written.State;
        }

        return AnswerOf.Good<IReadOnlyList<Document<Requirement>>>([.. stated.Body.Fields.Select(field => state.Find<Requirement>(FieldName.Id(field))).OfType<Stored<Requirement>>().Select(state.Envelope)]);
    }

    // What is required already stays as it was written.
    private static IEnumerable<string> Missing(ProductState state, Stored<Hypothesis> hypothesis) =>
        hypothesis.Body.Fields.DistinctBy(FieldName.Id).Where(field => FieldName.Id(field).Length > 0 && state.Find<Requirement>(FieldName.Id(field)) is null);
}
