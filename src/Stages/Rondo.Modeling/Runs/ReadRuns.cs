using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Modeling.Runs;

/// <summary>Runs of a product.</summary>
[UseCase("GET /products/{product}/runs", "run list", "Lists training runs.")]
internal static class ListRuns
{
    public static async Task<Answer<IReadOnlyList<Document<Run>>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? AnswerOf.Good<IReadOnlyList<Document<Run>>>([.. state.All<Run>().Select(state.Envelope)])
            : refusal;
}

/// <summary>One run.</summary>
[UseCase("GET /products/{product}/runs/{run}", "run show", "Shows a training run with its candidates.")]
internal static class ShowRun
{
    public static async Task<Answer<Document<Run>>> Handle(string product, string run, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Run>(run) is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(Run.Kind, run);
}
