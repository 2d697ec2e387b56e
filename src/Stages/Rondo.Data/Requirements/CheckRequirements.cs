using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Requirements;

/// <summary>Which required fields a data set holds, in its newest version.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/requirements", "requirement check", "Checks which required fields a data set holds.")]
internal static class CheckRequirements
{
    public static async Task<Answer<RequirementReport>> Handle(string product, string dataset, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Dataset>(dataset) is { } found ? RequirementLedger.Check([.. state.All<Requirement>().Select(requirement => (requirement.Id, requirement.Body))], found) :
        CommonProblems.NoDocument(Dataset.Kind, dataset);
}

/// <summary>Requirements beside data.</summary>
internal static class RequirementLedger
{
    // A column that is mostly empty is a promise of data, not data.
    private const double MostlyMissing = 0.5;

    public static RequirementReport Check(IReadOnlyList<(string Id, Requirement Body)> requirements, Stored<Dataset> dataset)
    {
        IReadOnlyList<RequirementCheck> checks = [.. requirements.Select(requirement => Check(requirement.Id, requirement.Body, dataset))];
        var met = checks.Count(check => check.Status == RequirementStatus.Met);
        var open = checks.Count(check => !check.Ready);
        return new RequirementReport(dataset.Ref, checks.Count == 0
            ? "No field is required yet."
            : $"{met:N0} of {Plural.Of(checks.Count, "required field")} {(met == 1 ? "is" : "are")} in version {dataset.Entry.Version} of {dataset.Body.Name}{(open > 0 ? $"; for {open:N0} either why or how is not written yet" : "")}.", checks);
    }

    public static RequirementCheck Check(string id, Requirement requirement, Stored<Dataset> dataset)
    {
        var name = FieldName.Find(requirement.Field, dataset.Body.Columns.Select(column => column.Name));
        var column = dataset.Body.Columns.FirstOrDefault(column => column.Name == name);
        var where = $"version {dataset.Entry.Version} of {dataset.Body.Name}";
        var share = column is null || dataset.Body.Rows == 0 ? 0 : (double)column.Missing / dataset.Body.Rows;
        var (status, sentence) =
            column is null ? (RequirementStatus.Unmet, $"No column of {where} holds {requirement.Field}.") :
            share > MostlyMissing ? (RequirementStatus.Unmet, string.Create(CultureInfo.InvariantCulture, $"{column.Name} is in {where}, and {100 * share:0} % of its values are missing.")) :
            (RequirementStatus.Met, string.Create(CultureInfo.InvariantCulture, $"{column.Name} is in {where}{(column.Missing == 0 ? "" : $", {100 * share:0.#} % missing")}."));
        return new RequirementCheck(id, requirement.Field, status, requirement.Ready, column?.Name, sentence);
    }
}
