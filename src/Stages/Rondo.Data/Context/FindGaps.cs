using Rondo.Contracts;
using Rondo.Data.Judgement;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Context;

/// <summary>Everything that lacks in a data set: context that is not there, values that are missing, people who are hardly in it.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/gaps", "dataset gaps", "Lists what lacks in a data set: context, values, people.")]
internal static class FindGaps
{
    public static async Task<Answer<GapReport>> Handle(string product, string dataset, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Dataset>(dataset) is { } found ? Find(state, found) :
        CommonProblems.NoDocument(Dataset.Kind, dataset);

    internal static GapReport Find(ProductState state, Stored<Dataset> dataset)
    {
        var columns = dataset.Body.Columns.Select(column => column.Name).ToList();
        var findings = Judged.Of(state, dataset)?.Findings ?? state.Find<DataProfile>(dataset.Id)?.Body.Findings ?? [];
        var representation = Judged.Compared(state, dataset);
        var context = (state.Find<ContextInventory>()?.Body.Items ?? [])
            .Where(item => FieldName.Find(item.Field is { Length: > 0 } field ? field : item.Name, columns) is null)
            .Select(item => Gap(state, GapKind.Context, item.Name, $"{item.Name} {(item.Name.EndsWith('s') ? "are" : "is")} needed and not in {dataset.Body.Name}{(item.Why is { Length: > 0 } why ? $": {why}" : ".")}", "Make it a requirement, so that somebody collects it.", item.Field is { Length: > 0 } named ? named : item.Name)).ToList();
        var incomplete = findings.Where(finding => finding.Topic == FindingTopic.Gap).Select(finding => Gap(state, GapKind.Incomplete, finding.Column ?? "", finding.Sentence, finding.NextStep, finding.Column)).ToList();
        var biased = findings.Where(finding => finding.Topic == FindingTopic.Balance).Select(finding => Gap(state, GapKind.Biased, finding.Column ?? "", finding.Sentence, finding.NextStep, finding.Column)).ToList();
        if (representation is { Representative: false })
        {
            biased.Insert(0, Gap(state, GapKind.Biased, representation.Reference.Id, representation.Sentence, "Collect where it differs, or promise nothing there.", null));
        }

        IReadOnlyList<DataGap> gaps = [.. context, .. biased, .. incomplete];
        return new GapReport(gaps.Count == 0
            ? $"Nothing is known to lack in {dataset.Body.Name}{(state.Find<ContextInventory>() is null ? "; which context it would need, nobody has listed" : "")}."
            : $"{dataset.Body.Name}: {Plural.Of(context.Count, "piece of context is", "pieces of context are")} not there, {Plural.Of(biased.Count, "group or column is", "groups or columns are")} out of balance, {Plural.Of(incomplete.Count, "gap")} in the values.", gaps);
    }

    private static DataGap Gap(ProductState state, GapKind kind, string name, string sentence, string nextStep, string? field) =>
        new(kind, name, sentence, nextStep, field is null ? null : state.All<Requirement>().FirstOrDefault(requirement => FieldName.Same(requirement.Body.Field, field))?.Id);
}
