using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Datasets;

/// <summary>Data sets, newest version each.</summary>
[UseCase("GET /products/{product}/datasets", "dataset list", "Lists data sets.")]
internal static class ListDatasets
{
    public static async Task<Answer<IReadOnlyList<Document<Dataset>>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? AnswerOf.Good<IReadOnlyList<Document<Dataset>>>([.. state.All<Dataset>().Select(state.Envelope)])
            : refusal;
}

/// <summary>One data set.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}", "dataset show", "Shows a data set.")]
internal static class ShowDataset
{
    public static async Task<Answer<Document<Dataset>>> Handle(string product, string dataset, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Dataset>(dataset) is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(Dataset.Kind, dataset);
}

/// <summary>A data set, column by column.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/profile", "dataset profile", "Describes a data set column by column.")]
internal static class ShowProfile
{
    public static async Task<Answer<Document<DataProfile>>> Handle(string product, string dataset, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<DataProfile>(dataset) is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(DataProfile.Kind, dataset);
}
