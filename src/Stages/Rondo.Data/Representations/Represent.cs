using System.Globalization;
using Rondo.Contracts;
using Rondo.Data.Datasets;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Statistics;

namespace Rondo.Data.Representations;

/// <summary>
/// Whether a data set looks like the population that it stands for: compared column by column with a production log or a
/// census. A column differs where its PSI is above what chance reaches at these sizes and a test, corrected over the
/// columns, agrees.
/// </summary>
[UseCase("POST /products/{product}/datasets/{dataset}/representation", "dataset represent", "Compares a data set with the population that it stands for.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class Represent
{
    public static readonly ProblemCode NothingShared = new("nothing_shared", 409, "The two data sets share no column that can be compared");

    private const int MostCategories = 200;

    // Every k-th row of a larger table: the bound knows the size, and from here on it hardly moves.
    private const int MostRows = 50_000;

    public static async Task<Answer<Document<Representation>>> Handle(string product, string dataset, RepresentRequest request, Desk desk, DatasetTables tables, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Dataset>(dataset) is not { } found)
        {
            return CommonProblems.NoDocument(Dataset.Kind, dataset);
        }

        if (request.Reference == dataset || state.Find<Dataset>(request.Reference) is not { } reference)
        {
            return request.Reference == dataset ? CommonProblems.Invalid("reference", "A data set always looks like itself.", "Name another one.") : CommonProblems.NoDocument(Dataset.Kind, request.Reference);
        }

        if (!(await tables.OpenAsync(reference, cancellation)).Try(out var there, out refusal) || !(await tables.OpenAsync(found, cancellation)).Try(out var here, out refusal))
        {
            return refusal;
        }

        return Compare(here.Table, there.Table, found.Body.Name, reference.Body.Name, reference.Ref) is { } compared
            ? await desk.WriteAsync(state, dataset, compared, [found.Ref, reference.Ref], "", cancellation)
            : new Refusal(NothingShared, $"'{dataset}' and '{request.Reference}' have no column of the same name and kind.", "Check the names of their columns.");
    }

    internal static Representation? Compare(Table here, Table there, string name, string other, DocumentRef reference)
    {
        (here, there) = (Some(here), Some(there));
        var evidence = there.Columns.Select(column => here.Find(column.Name) is { } mine ? Evidence(column, mine) : null).OfType<DriftEvidence>().Where(one => double.IsFinite(one.Effect) && double.IsFinite(one.P)).ToList();
        if (evidence.Count == 0)
        {
            return null;
        }

        IReadOnlyList<FeatureShift> columns = [.. DriftVerdict.Decide(evidence)
            .Select(decision => new FeatureShift(decision.Evidence.Name, Math.Round(decision.Evidence.Effect, 4), Math.Round(decision.Evidence.Bound, 4), decision.AdjustedP, decision.Drifted, Say(decision)))
            .OrderByDescending(shift => shift.Drifted).ThenByDescending(shift => shift.Effect)];
        var differing = columns.Where(column => column.Drifted).ToList();
        return new Representation
        {
            Reference = reference,
            Representative = differing.Count == 0,
            Sentence = differing.Count == 0
                ? $"{name} looks like {other}: none of {Plural.Of(columns.Count, "column")} differs by more than chance at {here.RowCount:N0} and {there.RowCount:N0} rows."
                : $"{name} does not look like {other}: {differing.Count:N0} of {Plural.Of(columns.Count, "column differs", "columns differ")}, most of all {differing[0].Feature}.",
            Columns = columns,
            OnlyThere = [.. there.Columns.Where(column => here.Find(column.Name) is null).Select(column => column.Name)],
        };
    }

    private static Table Some(Table table) => table.RowCount <= MostRows ? table : table.Take([.. Enumerable.Range(0, MostRows).Select(i => (int)((long)i * table.RowCount / MostRows))]);

    private static DriftEvidence? Evidence(Column reference, Column mine) => (reference, mine) switch
    {
        (NumberColumn before, NumberColumn now) => DriftVerdict.Numeric(reference.Name, before.Values, now.Values),
        (TextColumn { Kind: ColumnKind.Category, Distinct.Count: <= MostCategories } before, TextColumn { Distinct.Count: <= MostCategories } now) =>
            DriftVerdict.Categorical(reference.Name, CategoryCounts.Of(Texts(before), Texts(now))),
        _ => null,
    };

    private static IEnumerable<string?> Texts(TextColumn column) => Enumerable.Range(0, column.Length).Select(row => column.IsMissing(row) ? null : column.Text(row).Trim().ToUpperInvariant());

    private static string Say(DriftDecision decision) => string.Create(CultureInfo.InvariantCulture, $"{decision.Evidence.Name}: PSI {decision.Evidence.Effect:0.000}, chance reaches {decision.Evidence.Bound:0.000}; p {(decision.AdjustedP < 0.001 ? "< 0.001" : $"= {decision.AdjustedP:0.000}")} after correction.");
}

/// <summary>How a data set compared with its reference last.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/representation", "dataset represents", "Shows whether a data set looks like the population that it stands for.")]
internal static class ShowRepresentation
{
    public static async Task<Answer<Document<Representation>>> Handle(string product, string dataset, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Representation>(dataset) is { } found ? state.Envelope(found) :
        CommonProblems.NoDocument(Representation.Kind, dataset);
}
