using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Overview;
using Rondo.Learning.Loops;

namespace Rondo.Learning.Overview;

/// <summary>Learning in one sentence.</summary>
internal sealed class LearningReporter : IStageReporter
{
    public StageReport Report(ProductState state)
    {
        var loops = state.All<Loop>();
        var open = loops.Where(loop => loop.Body.ClosedAt is null).OrderBy(loop => loop.Body.Signal.At).ToList();
        if (open.Count > 0)
        {
            var oldest = open[0].Body;
            return new StageReport(Stage.Learning, Standing.Doubtful, $"{Plural.Of(open.Count, "loop is", "loops are")} open, the oldest since {oldest.Signal.At:yyyy-MM-dd} with {Plural.Of(oldest.Changes.Count, "change")} so far: {oldest.Decision?.Text ?? oldest.Signal.Sentence}");
        }

        if (loops.Where(loop => loop.Body.Effect is not null).MaxBy(loop => loop.Body.ClosedAt) is not { } last)
        {
            return new StageReport(Stage.Learning, Standing.Unknown, "No loop has been closed yet.");
        }

        var days = ReportLearning.LoopDays([.. loops.Select(loop => loop.Body)]);
        var effect = last.Body.Effect!;
        var standing = effect.After.Low > effect.Before.High ? Standing.Good : effect.After.High < effect.Before.Low ? Standing.Bad : Standing.Doubtful;
        return new StageReport(Stage.Learning, standing, string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(loops.Count, "loop")} closed, {ReportLearning.Days(days ?? 0)} from signal to effect. {effect.Sentence} Next review on {last.Body.NextReview:yyyy-MM-dd}."));
    }
}
