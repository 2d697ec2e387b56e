using System.Globalization;
using Rondo.Contracts;
using Rondo.Data.Datasets;
using Rondo.Data.Exploring;
using Rondo.Engines.Rules;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Hypotheses;

/// <summary>Tests a hypothesis on a data set: does the outcome come more, or less, often there, by as much as was said?</summary>
[UseCase("POST /products/{product}/hypotheses/{hypothesis}/test", "hypothesis test", "Tests a hypothesis on a data set.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class TestHypothesis
{
    public static readonly ProblemCode NotTestable = new("not_testable", 409, "The hypothesis cannot be tested on this data");

    // Below this an interval covers nearly everything.
    private const int FewestRows = 20;

    public static async Task<Answer<Document<HypothesisTest>>> Handle(string product, string hypothesis, TestRequest request, Desk desk, DatasetTables tables, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<Hypothesis>(hypothesis) is not { } stated)
        {
            return CommonProblems.NoDocument(Hypothesis.Kind, hypothesis);
        }

        if (state.Find<Dataset>(request.Dataset) is not { } dataset)
        {
            return CommonProblems.NoDocument(Dataset.Kind, request.Dataset);
        }

        if (string.IsNullOrWhiteSpace(stated.Body.Where))
        {
            return new Refusal(NotTestable, $"The hypothesis '{hypothesis}' has no condition on columns yet, so nobody can tell for whom it speaks.", "Write its 'where', for example: tickets > 3 and last_login_days > 30.");
        }

        if (!(await tables.OpenAsync(dataset, cancellation)).Try(out var open, out refusal))
        {
            return refusal;
        }

        if (open.Target is null)
        {
            return new Refusal(NotTestable, $"Nobody has said which column of '{request.Dataset}' holds the outcome.", "Import the data set with its target.");
        }

        if (!RuleRefusals.ReadCondition(stated.Body.Where, [.. RuleColumn.Of(open.Table).Where(column => column.Name != dataset.Body.Target)], "where").Try(out var rule, out refusal))
        {
            return refusal;
        }

        return await desk.WriteAsync(state, hypothesis, Judge(stated.Body, rule, open, dataset.Ref), [stated.Ref, dataset.Ref], "", cancellation);
    }

    internal static HypothesisTest Judge(Hypothesis hypothesis, Rule rule, OpenTable open, DocumentRef dataset)
    {
        var (slice, rest) = ExploreDataset.Divide(open, rule);
        var difference = ExploreDataset.Difference(slice, rest, open);
        var (there, elsewhere) = (Slicing.Rate(slice, open.Target)!, Slicing.Rate(rest, open.Target)!);
        var sign = hypothesis.Direction == HypothesisDirection.More ? 1 : -1;
        var (low, high) = sign > 0 ? (difference.Low, difference.High) : (-difference.High, -difference.Low);
        var expected = hypothesis.ExpectedPoints / 100;
        var status =
            !difference.IsDefined || slice.Length < FewestRows || rest.Length < FewestRows ? HypothesisStatus.CannotTell :
            low > 0 ? HypothesisStatus.Supported :
            high < Math.Max(expected, 0.01) ? HypothesisStatus.NotSupported :
            HypothesisStatus.CannotTell;
        return new HypothesisTest
        {
            Dataset = dataset,
            Status = status,
            There = there,
            Elsewhere = elsewhere,
            Difference = difference.ToWire(),
            Sentence = Say(status, open, slice.Length, there, elsewhere, difference, expected * sign, high < expected),
        };
    }

    private static string Say(HypothesisStatus status, OpenTable open, int rows, Contracts.Estimate there, Contracts.Estimate elsewhere, Statistics.Estimate difference, double expected, bool smaller)
    {
        var word = status switch { HypothesisStatus.Supported => "Supported", HypothesisStatus.NotSupported => "Not supported", _ => "Cannot tell" };
        if (!difference.IsDefined)
        {
            return $"{word}: {rows:N0} of {open.Table.RowCount:N0} rows are meant, so there is nothing to compare.";
        }

        var said = expected == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {100 * expected:+0.#;-0.#} points were expected{(status == HypothesisStatus.Supported && smaller ? ", which is more than the data allow" : "")}");
        return string.Create(CultureInfo.InvariantCulture, $"{word}: '{open.Target!.Positive}' in {100 * there.Value:0.0} % of {rows:N0} rows there and in {100 * elsewhere.Value:0.0} % elsewhere, {100 * difference.Value:+0.0;-0.0;0.0} points ({100 * difference.Low:+0.0;-0.0;0.0} to {100 * difference.High:+0.0;-0.0;0.0}){said}. It goes with the outcome; that it causes it, nobody has shown.");
    }
}
