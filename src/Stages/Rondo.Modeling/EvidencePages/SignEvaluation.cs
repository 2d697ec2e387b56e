using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Modeling.EvidencePages;

/// <summary>Product and data science answer for a model together: two people, two roles.</summary>
[UseCase("POST /products/{product}/evaluations/{evaluation}/sign", "evaluation sign", "Signs an evaluation as product manager or data scientist.")]
[AllowedTo(Role.ProductManager, Role.DataScientist)]
internal static class SignEvaluation
{
    public static readonly ProblemCode SamePerson = new("same_person_signed", 409, "The second signature must come from somebody else");
    public static readonly ProblemCode StaleEvaluation = new("stale_evaluation", 409, "The evaluation is out of date");

    public static async Task<Answer<Document<SignOff>>> Handle(string product, string evaluation, SignRequest request, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Evaluation>(evaluation) is not { } found)
        {
            return CommonProblems.NoDocument(Evaluation.Kind, evaluation);
        }

        if (state.StaleBecause(found.Ref) is { Count: > 0 } newer)
        {
            return new Refusal(StaleEvaluation, $"The evaluation is based on something that has changed since: {string.Join(", ", newer)}.", "Judge the candidate again, then sign.");
        }

        var signature = new Signature(desk.Caller.Actor, desk.Caller.Role, desk.Now, request.Reason);
        return Decide(state.Find<SignOff>(evaluation)?.Body, found.Ref, signature).Try(out var signOff, out var refused)
            ? await desk.WriteAsync(state, evaluation, signOff, [found.Ref, state.Find<Evidence>(evaluation)?.Ref], request.Reason, cancellation)
            : refused;
    }

    internal static Answer<SignOff> Decide(SignOff? standing, DocumentRef evaluation, Signature signature)
    {
        if (string.IsNullOrWhiteSpace(signature.Reason))
        {
            return CommonProblems.NoReason("A signature says what convinced you.");
        }

        // A new version of the evaluation asks for new signatures.
        IReadOnlyList<Signature> earlier = standing?.Evaluation == evaluation ? standing.Signatures : [];
        return earlier.FirstOrDefault(given => given.Actor == signature.Actor) is { } same
            ? new Refusal(SamePerson, $"{same.Actor} has signed as {same.Role.Words()} already.", "Ask somebody in the other role to sign.")
            : new SignOff { Evaluation = evaluation, Signatures = [.. earlier, signature] };
    }
}

/// <summary>Who has signed.</summary>
[UseCase("GET /products/{product}/evaluations/{evaluation}/sign-off", "evaluation signatures", "Shows who has signed an evaluation.")]
internal static class ShowSignOff
{
    public static async Task<Answer<Document<SignOff>>> Handle(string product, string evaluation, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<SignOff>(evaluation) is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(SignOff.Kind, evaluation);
}
