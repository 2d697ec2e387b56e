using Rondo.Contracts;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Tools;
using Rondo.Labeling.LabelSets;
using Rondo.Statistics;
using Agreement = Rondo.Contracts.Agreement;

namespace Rondo.Labeling.Agreements;

/// <summary>Do people agree, and how far would chance alone have brought them?</summary>
internal sealed class AgreementTool(ITables tables) : ITool
{
    public ToolDescriptor Descriptor { get; } = new(
        "agreement",
        "Measures how far annotators agree, beside what chance alone would give.",
        [("FILE", "CSV, Parquet or JSON lines with one annotation a row; .gz is fine.")],
        [
            .. RatingsFile.Options,
            new("--level", "What differences mean: nominal, ordinal, interval or ratio. Default nominal."),
            new("--gold", "Column that holds the true label: everybody is compared with it."),
            new("--seed", "Seed of the bootstrap. Default 1."),
        ]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input, cancellation));

    private Answer<ToolResult> Run(ToolInput input, CancellationToken cancellation)
    {
        if (!WireWords.TryRead<AlphaLevel>(input.Text("--level", "nominal"), out var level))
        {
            return new Refusal(ToolInput.InvalidOption, $"There is no level '{input.Text("--level")}'.", $"There are: {string.Join(", ", Enum.GetValues<AlphaLevel>().Select(WireWords.Write))}.") { Fields = ["--level"] };
        }

        if (!input.Number("--seed", 1, 0, int.MaxValue).Try(out var seed, out var refusal) || !RatingsFile.Read(tables, input, cancellation).Try(out var file, out refusal))
        {
            return refusal;
        }

        GoldReport? gold = null;
        if (input.Has("--gold") && !GoldComparison.Of(file, input.Text("--gold")).Try(out gold, out refusal))
        {
            return refusal;
        }

        input.Report("Measuring agreement");
        var agreement = AgreementJudge.Judge(file.Ratings, level, (ulong)seed);
        IReadOnlyList<Finding> findings = [.. agreement.Findings, .. AgreementFindings.Of(file, agreement)];
        var document = new Dictionary<string, object?>
        {
            ["sentence"] = agreement.Sentence,
            ["columns"] = file.Columns,
            ["level"] = WireWords.Write(level),
            ["items"] = file.Ratings.Items,
            ["items_compared"] = agreement.Items,
            ["annotators"] = agreement.Annotators,
            ["annotations"] = agreement.Annotations,
            ["unanimity"] = agreement.Unanimity,
            ["chance_unanimity"] = agreement.ChanceUnanimity,
            ["pairwise_agreement"] = agreement.PairwiseAgreement,
            ["krippendorff_alpha"] = agreement.KrippendorffAlpha,
            ["fleiss_kappa"] = agreement.FleissKappa,
            ["gwet_ac1"] = agreement.GwetAc1,
            ["per_class"] = agreement.PerClass,
            ["per_pair"] = agreement.PerPair,
            ["annotators_detail"] = agreement.AnnotatorsDetail,
            ["gold"] = gold,
            ["findings"] = findings,
        };
        return new ToolResult(document, agreement.Sentence) { Tables = [.. Shown(agreement, gold, findings)] };
    }

    private static IEnumerable<ToolTable> Shown(Agreement agreement, GoldReport? gold, IReadOnlyList<Finding> findings)
    {
        yield return new ToolTable("How far they agree", ["measure", "value"],
        [
            ["everybody agrees on", agreement.Unanimity.Value is null ? "undefined" : $"{agreement.Unanimity.Shown()} of items; chance alone gives {((double?)agreement.ChanceUnanimity).Shown()}"],
            ["pairs of labels that agree", agreement.PairwiseAgreement.Shown()],
            ["Krippendorff's alpha", agreement.KrippendorffAlpha.Shown()],
            ["Fleiss' kappa", agreement.FleissKappa.Shown()],
            ["Gwet's AC1", agreement.GwetAc1.Shown()],
        ]);
        yield return new ToolTable("Pairs that differ most", ["pair", "items", "Cohen's kappa", "same label"], [.. agreement.PerPair.OrderBy(pair => pair.CohenKappa ?? 1).Take(10).Select(pair => (IReadOnlyList<string>)[$"{pair.A} and {pair.B}", $"{pair.Items:N0}", pair.CohenKappa.Shown(), pair.Agreement.Shown()])]);
        yield return new ToolTable("Annotators, least agreeing first", ["annotator", "labels", "agree with others", "says more often", "says less often"], [.. agreement.AnnotatorsDetail.Take(10).Select(one => (IReadOnlyList<string>)[one.Annotator, $"{one.Items:N0}", one.Agreement.Shown(), Lean(one, more: true), Lean(one, more: false)])]);
        yield return new ToolTable("Classes", ["class", "share", "agreed on"], [.. agreement.PerClass.Select(one => (IReadOnlyList<string>)[one.Class, one.Share.Shown(), one.Agreement.Shown()])]);
        if (gold is not null)
        {
            yield return new ToolTable("Against the gold labels", ["whose labels", "right"], [["all labels", gold.LabelAccuracy.Shown()], ["the majority's", gold.MajorityAccuracy.Shown()], .. gold.Annotators.Take(10).Select(one => (IReadOnlyList<string>)[one.Annotator, one.Accuracy.Shown()])]);
        }

        yield return new ToolTable("Findings", ["finding", "next step"], [.. findings.Select(finding => (IReadOnlyList<string>)[finding.Sentence, finding.NextStep])]);
    }

    private static string Lean(AnnotatorDetail one, bool more)
    {
        var (name, bias) = one.Bias.OrderByDescending(pair => more ? pair.Value : -pair.Value).FirstOrDefault();
        return name is null || Math.Abs(bias) < 0.005 || bias > 0 != more ? "" : FormattableString.Invariant($"{name} ({bias * 100:+0;-0} points)");
    }
}
