using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Hypotheses;

/// <summary>States a hypothesis: who, which way, how much, and which fields it rests on.</summary>
[UseCase("PUT /products/{product}/hypotheses/{hypothesis}", "hypothesis write", "States what should be true of the data if the hunch is right.")]
[AllowedTo(Role.ProductManager, Role.DataScientist)]
internal static class WriteHypothesis
{
    private const int LongestStatement = 1_000;
    private const int MostFields = 50;

    public static async Task<Answer<Document<Hypothesis>>> Handle(string product, string hypothesis, Hypothesis body, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return Refuse(body) is { } refused ? refused : await desk.WriteAsync(state, hypothesis, body, [state.Find<Brief>()?.Ref], "", cancellation);
    }

    internal static Refusal? Refuse(Hypothesis body) =>
        string.IsNullOrWhiteSpace(body.Statement) ? CommonProblems.Missing("The hypothesis", ["statement"]) :
        body.Statement.Length > LongestStatement ? CommonProblems.Invalid("statement", $"A statement has up to {LongestStatement:N0} characters.", "Write it shorter.") :
        (body.Where ?? "").Length > Engines.Rules.Rule.MostCharacters ? CommonProblems.Invalid("where", $"A condition has up to {Engines.Rules.Rule.MostCharacters:N0} characters.", "Write it shorter.") :
        body.ExpectedPoints is not (>= 0 and <= 100) ? CommonProblems.Invalid("expected_points", $"An effect lies between 0 and 100 points; got {body.ExpectedPoints}.", "Send the size; 'direction' says which way.") :
        body.Fields.Count > MostFields || body.Fields.Any(string.IsNullOrWhiteSpace) ? CommonProblems.Invalid("fields", $"Up to {MostFields} fields, each with a name.", "Correct the list.") :
        null;
}

/// <summary>Hypotheses with what the data say of them.</summary>
[UseCase("GET /products/{product}/hypotheses", "hypothesis list", "Lists hypotheses and what the data say of them.")]
internal static class ListHypotheses
{
    public static async Task<Answer<IReadOnlyList<HypothesisReport>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? AnswerOf.Good<IReadOnlyList<HypothesisReport>>([.. state.All<Hypothesis>().Select(hypothesis => Report(state, hypothesis))])
            : refusal;

    // A test of an earlier wording counts for nothing; one on an earlier version of the data still tells something.
    internal static HypothesisReport Report(ProductState state, Stored<Hypothesis> hypothesis)
    {
        var test = state.Find<HypothesisTest>(hypothesis.Id) is { } found && found.Entry.BasedOn.Contains(hypothesis.Ref) ? found : null;
        return new HypothesisReport(state.Envelope(hypothesis), test?.Body.Status ?? HypothesisStatus.Untested, test is null ? null : state.Envelope(test));
    }
}
