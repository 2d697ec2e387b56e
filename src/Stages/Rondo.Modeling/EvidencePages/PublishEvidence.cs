using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Modeling.EvidencePages;

/// <summary>The evidence page as it would be published now.</summary>
[UseCase("GET /products/{product}/evaluations/{evaluation}/evidence", "evidence show", "Answers the five questions about a model.")]
internal static class ShowEvidence
{
    public static async Task<Answer<Evidence>> Handle(string product, string evaluation, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Evaluation>(evaluation) is { } found ? EvidenceWriter.Write(state, found) :
        CommonProblems.NoDocument(Evaluation.Kind, evaluation);
}

/// <summary>Publishes the evidence page: all five answers, or none.</summary>
[UseCase("POST /products/{product}/evaluations/{evaluation}/evidence", "evidence publish", "Publishes the five answers about a model.")]
[AllowedTo(Role.ProductManager, Role.DataScientist)]
internal static class PublishEvidence
{
    public static readonly ProblemCode Unanswered = new("evidence_unanswered", 409, "The evidence page has unanswered questions");

    public static async Task<Answer<Document<Evidence>>> Handle(string product, string evaluation, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Evaluation>(evaluation) is not { } found)
        {
            return CommonProblems.NoDocument(Evaluation.Kind, evaluation);
        }

        var evidence = EvidenceWriter.Write(state, found);
        return Refuse(evidence) is { } refused
            ? refused
            : await desk.WriteAsync(state, evaluation, evidence, evidence.Answers.SelectMany(answer => answer.Sources), "", cancellation);
    }

    internal static Refusal? Refuse(Evidence evidence)
    {
        IReadOnlyList<string> open = [.. evidence.Answers.Where(answer => string.IsNullOrWhiteSpace(answer.Text)).Select(answer => answer.Question)];
        return open.Count == 0
            ? null
            : new Refusal(Unanswered, $"{open.Count} of 5 questions have no answer: {string.Join(" ", open)}", "The last question is answered by the action map, the second by the contract.") { Fields = open };
    }
}
