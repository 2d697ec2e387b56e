using System.Globalization;
using Rondo.Contracts;
using Rondo.Data.Judgement;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Stories;

/// <summary>What a data set tells, to be read aloud: each sentence with the numbers it rests on, and made anew whenever they change.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/story", "dataset story", "Tells what a data set says, to be read aloud.")]
internal static class TellStory
{
    public static async Task<Answer<DataStory>> Handle(string product, string dataset, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Dataset>(dataset) is { } found && state.Find<DataProfile>(dataset) is { } profile ? Story.Of(state, found, profile.Body) :
        CommonProblems.NoDocument(Dataset.Kind, dataset);
}

/// <summary>Sentences from numbers.</summary>
internal static class Story
{
    private const int FieldsTold = 3;

    public static DataStory Of(ProductState state, Stored<Dataset> dataset, DataProfile profile)
    {
        var readiness = Judged.Of(state, dataset);
        var sentences = new List<StorySentence> { Who(dataset.Body, profile) };
        if (readiness is not null)
        {
            sentences.Add(Outcome(readiness));
            sentences.Add(Signal(readiness));
            sentences.AddRange(Fields(state, readiness));
            sentences.AddRange(Groups(readiness));
        }

        sentences.Add(Flaws(profile));
        sentences.AddRange(state.All<Hypothesis>().Select(hypothesis => (hypothesis, Test: state.Find<HypothesisTest>(hypothesis.Id)))
            .Where(pair => pair.Test is { } test && test.Entry.BasedOn.Contains(dataset.Ref) && test.Entry.BasedOn.Contains(pair.hypothesis.Ref))
            .Select(pair => new StorySentence($"hypothesis.{pair.hypothesis.Id}", $"We thought: {pair.hypothesis.Body.Statement.TrimEnd('.')}. {pair.Test!.Body.Sentence}", Numbers(("difference", pair.Test.Body.Difference.Value), ("low", pair.Test.Body.Difference.Low), ("high", pair.Test.Body.Difference.High)))));
        if (readiness is not null)
        {
            sentences.Add(Ahead(readiness));
        }

        return new DataStory($"What {dataset.Body.Name} tells us", readiness?.Sentence ?? $"{sentences[0].Text} Nobody has asked yet what it can teach.", sentences);
    }

    private static StorySentence Who(Dataset dataset, DataProfile profile)
    {
        var period = dataset is { From: { } from, To: { } to } && to > from ? string.Create(CultureInfo.InvariantCulture, $", from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}") : "";
        return new StorySentence("rows", $"We look at {Plural.Of(profile.Rows, "row")} with {Plural.Of(profile.Columns.Count, "column")} each{period}.", Numbers(("rows", profile.Rows), ("columns", profile.Columns.Count)));
    }

    private static StorySentence Outcome(Readiness readiness)
    {
        var every = readiness.Positives == 0 ? 0 : (double)readiness.Rows / readiness.Positives;
        var words = readiness.Positives == 0 ? $"Not one of them is {readiness.Target} = '{readiness.Positive}'."
            : string.Create(CultureInfo.InvariantCulture, $"{readiness.Target} is '{readiness.Positive}' in {readiness.Positives:N0} of them, {(every >= 1.5 ? $"one in {every:0.#}" : $"{100.0 * readiness.Positives / readiness.Rows:0} %")}; to keep the promise and prove it, {readiness.NeededInAll:N0} are needed.");
        return new StorySentence("outcome", words, Numbers(("positives", readiness.Positives), ("rows", readiness.Rows), ("needed_in_all", readiness.NeededInAll)));
    }

    private static StorySentence Signal(Readiness readiness) => readiness.QuickModel is not { } quick
        ? new StorySentence("signal", "There was too little to train even a quick model.", Numbers(("positives", readiness.Positives)))
        : new StorySentence("signal", quick.Learnable
            ? string.Create(CultureInfo.InvariantCulture, $"There is something to learn: shown one row with the outcome and one without, a quick model picks the right one {100 * quick.Auc.Value:0} times in 100 ({100 * quick.Auc.Low:0} to {100 * quick.Auc.High:0}); with shuffled outcomes, {100 * quick.ShuffledAuc.Value:0} times.")
            : string.Create(CultureInfo.InvariantCulture, $"We found nothing to learn: a quick model picks the right one of two rows {100 * quick.Auc.Value:0} times in 100 ({100 * quick.Auc.Low:0} to {100 * quick.Auc.High:0}), which a coin does as well."),
            Numbers(("auc", quick.Auc.Value), ("auc_low", quick.Auc.Low), ("auc_high", quick.Auc.High), ("shuffled_auc", quick.ShuffledAuc.Value)));

    private static IEnumerable<StorySentence> Fields(ProductState state, Readiness readiness)
    {
        var strong = readiness.Columns.Where(column => column.Name != readiness.Target && column.Signal?.Low > 0.5).Take(FieldsTold).ToList();
        if (strong.Count > 0)
        {
            var named = strong.Select(column => state.Find<Field>(FieldName.Id(column.Name))?.Body.Meaning is { Length: > 0 } meaning ? $"{column.Name} ({meaning.TrimEnd('.')})" : column.Name);
            yield return new StorySentence("fields", $"What goes with it most: {string.Join(", ", named)}. Goes with it, not causes it.", Numbers([.. strong.Select(column => (column.Name, column.Signal!.Value))]));
        }
    }

    private static IEnumerable<StorySentence> Groups(Readiness readiness)
    {
        var few = readiness.Groups.Where(group => group.UnderRepresented).OrderBy(group => group.Share).ToList();
        if (few.Count > 0)
        {
            yield return new StorySentence("groups", string.Create(CultureInfo.InvariantCulture, $"Not everybody is in it alike: {few[0].Column} = '{few[0].Value}' is {100 * few[0].Share:0.#} % of the rows{(few.Count > 1 ? $", and {Plural.Of(few.Count - 1, "other group is", "other groups are")} rare too" : "")}."), Numbers(("share", few[0].Share), ("groups", few.Count)));
        }
    }

    private static StorySentence Flaws(DataProfile profile)
    {
        var copies = profile.Duplicates.Exact + profile.Duplicates.Near;
        var incomplete = profile.Incompleteness?.IncompleteRows ?? 0;
        var warnings = profile.Findings.Count(finding => finding.Severity >= Severity.Warning);
        return new StorySentence("flaws", copies + incomplete + warnings == 0
            ? "Nothing in it looks wrong, which is rare enough to ask who prepared it."
            : $"It is as people made it: {Plural.Of(incomplete, "row lacks", "rows lack")} a value, {Plural.Of(copies, "row repeats", "rows repeat")} another, {Plural.Of(profile.Duplicates.Conflicting, "row contradicts", "rows contradict")} another.",
            Numbers(("incomplete_rows", incomplete), ("copies", copies), ("conflicting", profile.Duplicates.Conflicting), ("warnings", warnings)));
    }

    private static StorySentence Ahead(Readiness readiness) => readiness.Outlook is { } outlook
        ? new StorySentence("outlook", $"{readiness.Sentence} {outlook.Sentence}", Numbers(("gain", outlook.Gain.Value), ("rows", outlook.Rows)))
        : new StorySentence("outlook", readiness.Sentence, Numbers(("positives", readiness.Positives), ("months_to_wait", readiness.MonthsToWait)));

    private static Dictionary<string, double> Numbers(params (string Id, double? Value)[] numbers) => numbers.Where(number => number.Value is not null).ToDictionary(number => number.Id, number => number.Value!.Value);
}
