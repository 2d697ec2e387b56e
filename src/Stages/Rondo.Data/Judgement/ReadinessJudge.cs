using System.Globalization;
using Rondo.Contracts;
using Rondo.Data.Profiles;
using Rondo.Engines.Learning;
using Rondo.Engines.Rules;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Data.Judgement;

/// <summary>What is asked of the data.</summary>
/// <param name="Target">Column to predict.</param>
/// <param name="Recall">Recall promised.</param>
/// <param name="Margin">Half-width within which it should be measurable.</param>
/// <param name="CostMiss">Cost of a miss; 0 where unknown.</param>
/// <param name="CostFalseAlarm">Cost of a false alarm; 0 where unknown.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Without">What would be done without ML; null where nobody said.</param>
internal sealed record ReadinessQuestion(string Target, double Recall = 0.8, double Margin = 0.05, double CostMiss = 0, double CostFalseAlarm = 0, int Seed = 1, RuleBaseline? Without = null)
{
    /// <summary>Further rules to run beside the one that a model has to beat.</summary>
    public IReadOnlyList<string> FurtherRules { get; init; } = [];

    /// <summary>Forms of data that the task needs.</summary>
    public IReadOnlyList<DataForm> Needs { get; init; } = [];

    /// <summary>True where the file is a log whose last rows are the newest, also without a column that says so.</summary>
    public bool InFileOrder { get; init; }
}

/// <summary>Judges what a table can teach: the same judgement for a file on the command line and a data set in a product.</summary>
internal sealed class ReadinessJudge(QuickModels quickModels, IEnumerable<IDataCheck> checks)
{
    // One row in five is held out to judge the promise.
    internal const double EvaluationShare = 0.2;

    public Readiness Judge(TableReading reading, TargetReading target, DataProfile profile, ReadinessQuestion question, CancellationToken cancellation)
    {
        var rows = reading.Table.RowCount;
        var positives = target.Count(1);
        var needed = (int)SampleSize.PositivesForRecall(question.Recall, question.Margin);
        var findings = new List<Finding>(profile.Findings);
        if (OneClass(target, question, rows, positives, needed) is { } oneClass)
        {
            findings.Insert(0, oneClass);
            return Answer(ReadinessVerdict.Unusable, oneClass.Sentence, profile.Columns, null, null) with { TooClean = Cleanness.Judge(reading, profile, target) };
        }

        var columns = Profiler.WithSignal(profile.Columns, reading.Table, target, question.Target);
        findings.AddRange(Leaks(columns, question.Target));
        var leaks = findings.Where(finding => finding.Code == "leak_target").Select(finding => finding.Column!).ToHashSet();
        var showing = quickModels.Try(reading.Table.Without(leaks), target, question.Target, Copies.Telling(reading.Table), question, cancellation);
        var rules = Rules(reading.Table, question, target.Positive, findings);
        var said = showing is null ? [] : rules.ConvertAll(rule => rule.Decide(reading.Table.Take(showing.Rows), target.Positive));
        var compared = question.Without is { Text.Length: > 0 } first && said.Count > 0 && rules[0].Text == first.Text ? said[0] : null;
        var clean = Cleanness.Judge(reading, profile, target);
        if (clean.Value)
        {
            findings.Add(new Finding { Code = "too_clean", Severity = Severity.Warning, Topic = FindingTopic.Record, Sentence = $"The data looks cleaner than behaviour is: {string.Join("; ", clean.Reasons)}.", Numbers = new Dictionary<string, double> { ["reasons"] = clean.Reasons.Count }, NextStep = "Ask who prepared it and what was left out; compare it with a raw log." });
        }

        var thin = Segments.Thin(reading.Table, target, question.Target);
        findings.AddRange(Segments.Find(thin));
        var groups = Groups.Of(reading, target, question.Target);
        findings.AddRange(Groups.Find(groups, target.Positive));
        var noise = LabelNoise.Of(showing);
        findings.AddRange(new[] { LabelNoise.Find(noise, showing) }.OfType<Finding>());
        findings.AddRange(checks.SelectMany(check => check.Look(new Examination(reading, target, question.Target, columns, showing, question.Seed))));
        var months = Pace.MonthsToWait(reading.Table, target, question.Target, needed / EvaluationShare);
        if (positives * EvaluationShare < needed)
        {
            findings.Add(TooFew(positives, needed, question, months));
        }

        var form = Sides.Form(reading.Table, question.Needs, question.Target);
        if (form.Score == RiskScore.Red)
        {
            findings.Add(new Finding { Code = "form_mismatch", Severity = Severity.Fail, Sentence = form.Sentence, NextStep = "Find the data in the form that the task needs, or change what the task needs in the quick check." });
        }

        var (verdict, sentence) = Verdict(rows, positives, needed, target, showing, question, months, form);
        return Answer(verdict, sentence, columns, showing, months) with
        {
            TooClean = clean,
            ThinSegments = thin,
            Groups = groups,
            LabelNoise = noise,
            Words = WordSignals.Of(reading.Table, target, question.Target),
            Outlook = Outlooks.Of(showing),
            Baselines = showing is null ? [] : [.. Baselines.Of(showing.Scores, showing.Truth, said, question)],
            Counted = Baselines.Counted(question),
            Comparison = compared is null ? null : RuleContest.Of(showing!.Scores, showing.Truth, compared, rules[0].Words),
            MonthsToWait = positives * EvaluationShare < needed ? months : null,
        };

        Readiness Answer(ReadinessVerdict judged, string words, IReadOnlyList<ColumnProfile> described, QuickModels.Showing? shown, double? wait) => new()
        {
            Verdict = judged,
            Sentence = words,
            Rows = rows,
            Positives = positives,
            NeededPositives = needed,
            NeededInAll = (int)Math.Ceiling(needed / EvaluationShare),
            Target = question.Target,
            Positive = target.Positive,
            Findings = [.. findings.OrderByDescending(finding => finding.Severity)],
            Columns = described,
            QuickModel = shown?.Model,
            LearningCurve = shown?.Curve ?? [],
            Quantity = Sides.Quantity(rows, positives, needed, wait),
            Quality = Sides.Quality(rows, described, profile.Duplicates, findings),
            Form = Sides.Form(reading.Table, question.Needs, question.Target),
            TooClean = new TooClean(false, []),
        };
    }

    /// <summary>The rules that can be run, that of the product first; a finding for each that cannot.</summary>
    private static List<Rule> Rules(Table table, ReadinessQuestion question, string positive, List<Finding> findings)
    {
        IReadOnlyList<RuleColumn> columns = [.. RuleColumn.Of(table).Where(column => column.Name != question.Target)];
        var rules = new List<Rule>();
        foreach (var text in question.FurtherRules.Prepend(question.Without?.Text ?? "").Where(text => text.Length > 0))
        {
            var rule = Rule.Parse(text, columns, out var fault);
            if (rule is null)
            {
                findings.Add(new Finding { Code = "rule_not_understood", Severity = Severity.Warning, Sentence = $"The rule was not compared: {RuleRefusals.Where(text, fault!)}", NextStep = "Correct the rule, then judge the data set again." });
            }
            else if (rule is { Classes.Count: > 0 } && !rule.Classes.Contains(positive, StringComparer.OrdinalIgnoreCase))
            {
                findings.Add(new Finding { Code = "rule_other_class", Severity = Severity.Warning, Sentence = $"The rule was not compared: it decides for {string.Join(", ", rule.Classes.Select(name => $"'{name}'"))}, and '{positive}' is looked for.", NextStep = $"Add a line for '{positive}', or look for another value of the target." });
            }
            else
            {
                rules.Add(rule);
            }
        }

        return rules;
    }

    private static Finding? OneClass(TargetReading target, ReadinessQuestion question, int rows, int positives, int needed)
    {
        var negatives = target.Count(0);
        if (positives > 0 && negatives > 0)
        {
            return null;
        }

        var (code, sentence) =
            rows == target.Missing ? ("no_labels", $"None of {rows:N0} rows has an outcome in {question.Target}, so there is nothing to learn from.") :
            positives == 0 ? ("zero_positives", $"0 of {rows:N0} rows are {question.Target} = '{target.Positive}', so a model cannot learn it.") :
            ("zero_negatives", $"All {positives:N0} rows are {question.Target} = '{target.Positive}', so there is nothing to tell it from.");
        return new Finding
        {
            Code = code,
            Severity = Severity.Fail,
            Sentence = sentence,
            Numbers = new Dictionary<string, double> { ["rows"] = rows, ["positives"] = positives, ["needed_positives"] = needed },
            NextStep = $"Use another data set, or collect about {needed} positives to measure {question.Recall:P0} recall within {question.Margin * 100:0.#} points.",
            Column = question.Target,
        };
    }

    private static IEnumerable<Finding> Leaks(IReadOnlyList<ColumnProfile> columns, string target) =>
        columns.Where(column => column.Name != target && column.Signal?.Low >= LeakageScore.SuspiciousArea).Select(column => new Finding
        {
            Code = "leak_target",
            Severity = Severity.Warning,
            Topic = FindingTopic.Record,
            Sentence = $"{column.Name} alone gives the outcome away (ROC-AUC {column.Signal!.Value:0.000}); it was probably written after the outcome was known.",
            Numbers = new Dictionary<string, double> { ["auc"] = column.Signal.Value!.Value },
            NextStep = "Check when it is written; if after the outcome, leave it out.",
            Column = column.Name,
        });

    private static Finding TooFew(int positives, int needed, ReadinessQuestion question, double? months) => new()
    {
        Code = "too_few_positives",
        Severity = Severity.Warning,
        Sentence = $"{Plural.Of(positives, "positive leaves", "positives leave")} {(positives * EvaluationShare < 1 ? "none" : $"about {positives * EvaluationShare:N0}")} to judge on; {needed:N0} are needed there to measure {question.Recall:P0} recall within {question.Margin * 100:0.#} points ({needed / EvaluationShare:N0} in all, one in five held out).",
        Numbers = new Dictionary<string, double> { ["positives"] = positives, ["needed_positives"] = needed, ["needed_in_all"] = Math.Ceiling(needed / EvaluationShare), ["months_to_wait"] = months ?? 0, ["z"] = 1.96, ["recall"] = question.Recall, ["margin"] = question.Margin },
        NextStep = months is { } wait ? $"Wait {Pace.Words(wait)} at the present pace, or accept a wider margin." : "Collect more rows with the outcome, or accept a wider margin.",
    };

    private static (ReadinessVerdict Verdict, string Sentence) Verdict(int rows, int positives, int needed, TargetReading target, QuickModels.Showing? showing, ReadinessQuestion question, double? months, ReadinessSide form)
    {
        var wait = months is { } value ? $", {Pace.Words(value)} to wait at the present pace" : "";
        return
            form.Score == RiskScore.Red ? (ReadinessVerdict.NeedData, form.Sentence) :
            showing is null ? (ReadinessVerdict.NeedData, $"Not yet: {positives:N0} of {rows:N0} rows are '{target.Positive}', too few even for a quick look. About {needed / EvaluationShare:N0} are needed{wait}.") :
            !showing.Model.Learnable ? (ReadinessVerdict.Implausible, $"No signal: a quick model reaches ROC-AUC {Share(showing.Model.Auc)}, no better than chance.") :
            positives * EvaluationShare < needed ? (ReadinessVerdict.NeedData, $"Not yet: {positives:N0} of {rows:N0} rows are '{target.Positive}'. There is signal (ROC-AUC {Share(showing.Model.Auc)}), but {needed / EvaluationShare:N0} positives are needed to prove {question.Recall:P0} recall within {question.Margin * 100:0.#} points{wait}.") :
            (ReadinessVerdict.Plausible, $"Plausible: {positives:N0} of {rows:N0} rows are '{target.Positive}' ({needed / EvaluationShare:N0} needed), and a quick model separates them with ROC-AUC {Share(showing.Model.Auc)}.");
    }

    internal static string Share(Contracts.Estimate estimate) =>
        string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:0.00} ({estimate.Low:0.00} to {estimate.High:0.00})");
}
