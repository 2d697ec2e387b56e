using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Sheets;

/// <summary>Writes down what no number says about a data set.</summary>
[UseCase("PUT /products/{product}/datasets/{dataset}/sheet", "dataset describe", "Writes down where a data set comes from and what it may be used for.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class WriteDataSheet
{
    private const int Longest = 4_000;

    public static async Task<Answer<Document<DataSheet>>> Handle(string product, string dataset, DataSheet body, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Dataset>(dataset) is null)
        {
            return CommonProblems.NoDocument(Dataset.Kind, dataset);
        }

        return new[] { body.Motivation, body.Composition, body.Collection, body.Preprocessing, body.Uses, body.License, body.Maintenance }.Any(text => text?.Length > Longest)
            ? CommonProblems.Invalid("body", $"An answer has up to {Longest:N0} characters.", "Write it shorter.")
            : await desk.WriteAsync(state, dataset, body, [], "", cancellation);
    }
}

/// <summary>What no number says about a data set.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/sheet", "dataset sheet", "Shows where a data set comes from and what it may be used for.")]
internal static class ShowDataSheet
{
    public static async Task<Answer<Document<DataSheet>>> Handle(string product, string dataset, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<DataSheet>(dataset) is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(DataSheet.Kind, dataset);
}
