using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Discovery.Risks;

/// <summary>Judges one of the five risks, on evidence or on an assumption that is stated as one.</summary>
[UseCase("PUT /products/{product}/risks/{risk}", "risk judge", "Judges one of the five risks.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class JudgeRisk
{
    public static readonly ProblemCode UnknownRisk = new("unknown_risk", 404, "There is no such risk");
    public static readonly ProblemCode NoEvidence = new("no_evidence", 409, "A risk is judged on evidence or on a stated assumption");

    public static async Task<Answer<Document<Risk>>> Handle(string product, string risk, Risk body, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (Refuse(risk, body) is { } refused)
        {
            return refused;
        }

        var basis = risk == RiskName.DataFeasibility.Id() ? state.All<Readiness>().LastOrDefault()?.Ref : null;
        return await desk.WriteAsync(state, risk, body, [state.Find<Brief>()?.Ref, basis], "", cancellation);
    }

    internal static Refusal? Refuse(string risk, Risk body) =>
        RiskNames.All.All(name => name.Id() != risk)
            ? new Refusal(UnknownRisk, $"There is no risk '{risk}'.", $"The five risks are: {string.Join(", ", RiskNames.All.Select(name => name.Id()))}.") :
        body.Score == RiskScore.Unknown ? CommonProblems.Missing($"The risk '{risk}'", ["score"]) :
        string.IsNullOrWhiteSpace(body.Owner) ? CommonProblems.Missing($"The risk '{risk}'", ["owner"]) :
        body.Evidence.All(string.IsNullOrWhiteSpace) && string.IsNullOrWhiteSpace(body.Assumption)
            ? new Refusal(NoEvidence, $"The risk '{risk}' is called {WireWords.Write(body.Score)}, but neither evidence nor an assumption is given.", "Add what you know under 'evidence', or say what you only believe under 'assumption'.") { Fields = ["evidence", "assumption"] } :
        null;
}
