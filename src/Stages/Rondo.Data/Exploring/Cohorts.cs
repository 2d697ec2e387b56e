using Rondo.Contracts;
using Rondo.Data.Datasets;
using Rondo.Engines.Rules;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Exploring;

/// <summary>Gives a slice a name, under which later stages meet it again.</summary>
[UseCase("PUT /products/{product}/cohorts/{cohort}", "cohort write", "Saves a slice of a data set as a cohort.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class SaveCohort
{
    public static async Task<Answer<Document<Cohort>>> Handle(string product, string cohort, Cohort body, Desk desk, DatasetTables tables, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(body.Name) || string.IsNullOrWhiteSpace(body.Where))
        {
            return CommonProblems.Missing("The cohort", [.. new[] { (body.Name, "name"), (body.Where, "where") }.Where(field => string.IsNullOrWhiteSpace(field.Item1)).Select(field => field.Item2)]);
        }

        if (state.Find<Dataset>(body.Dataset) is not { } dataset)
        {
            return CommonProblems.NoDocument(Dataset.Kind, body.Dataset);
        }

        if (!(await tables.OpenAsync(dataset, cancellation)).Try(out var open, out refusal) || !RuleRefusals.ReadCondition(body.Where, RuleColumn.Of(open.Table), "where").Try(out var rule, out refusal))
        {
            return refusal;
        }

        return await desk.WriteAsync(state, cohort, body with { Where = body.Where.Trim(), Words = rule.RowsWords }, [], "", cancellation);
    }
}

/// <summary>Cohorts of a product.</summary>
[UseCase("GET /products/{product}/cohorts", "cohort list", "Lists saved slices.")]
internal static class ListCohorts
{
    public static async Task<Answer<IReadOnlyList<Document<Cohort>>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        (await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal)
            ? AnswerOf.Good<IReadOnlyList<Document<Cohort>>>([.. state.All<Cohort>().Select(state.Envelope)])
            : refusal;
}
