using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Datasets;

/// <summary>Takes what a query answers as a version of a data set. The rows are kept as they came, so that the version stays what it was when the database moves on.</summary>
[UseCase("POST /products/{product}/datasets/{dataset}/query", "dataset query", "Imports what a database query answers as a new version of a data set.")]
[AllowedTo(Role.DataScientist, Role.Engineer)]
internal static class ImportQuery
{
    private const long MaxBytes = 2L << 30;
    private const int LongestQuery = 100_000;

    public static async Task<Answer<Document<Dataset>>> Handle(string product, string dataset, QueryRequest request, Desk desk, ISqlSources sources, IBlobStore blobs, DatasetFiles files, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        IReadOnlyList<string> missing = [.. new[] { (request.Source, "source"), (request.Query, "query") }.Where(field => string.IsNullOrWhiteSpace(field.Item1)).Select(field => field.Item2)];
        if (missing.Count > 0)
        {
            return CommonProblems.Missing("The import", missing);
        }

        if (request.Query.Length > LongestQuery)
        {
            return CommonProblems.Invalid("query", $"A query has up to {LongestQuery:N0} characters.", "Put it into a view of the database.");
        }

        var answer = await sources.ReadCsvAsync(request.Source, request.Query, MaxBytes, cancellation);
        if (answer.Fault is { } fault)
        {
            return SqlRefusals.Of(fault);
        }

        await using var csv = answer.Csv!;
        var labels = new ImportDataset.Labels(request.Name, $"{dataset}.csv", request.Target, request.Positive, request.Loop) { Source = request.Source, Query = request.Query };
        return await ImportDataset.TakeAsync(state, dataset, labels, csv, desk, blobs, files, cancellation);
    }
}

/// <summary>Databases that can be asked.</summary>
[UseCase("GET /sources", "source list", "Lists the databases that queries can ask, by name.")]
internal static class ListSources
{
    public static Task<Answer<IReadOnlyList<string>>> Handle(ISqlSources sources, CancellationToken cancellation) => Task.FromResult(AnswerOf.Good(sources.Names));
}
