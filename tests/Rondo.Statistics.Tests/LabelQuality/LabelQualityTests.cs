using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class LabelQualityTests
{
    [Fact]
    public void Planted_label_errors_are_found()
    {
        var random = new SeededRandom(2);
        const int Rows = 1000;
        var labels = new int[Rows];
        var wrong = new bool[Rows];
        var probabilities = new double[Rows][];
        for (var i = 0; i < Rows; i++)
        {
            var truth = random.NextInt(3);
            probabilities[i] = [0.1, 0.1, 0.1];
            probabilities[i][truth] = 0.8;
            wrong[i] = random.NextDouble() < 0.1;
            labels[i] = wrong[i] ? (truth + 1) % 3 : truth;
        }

        var found = ConfidentLearning.Find(labels, probabilities);
        found.Suspects.Order().ShouldBe(Enumerable.Range(0, Rows).Where(i => wrong[i]));
        found.ErrorShare.Low.ShouldBeLessThan(0.1);
        found.ErrorShare.High.ShouldBeGreaterThan(0.09);
        found.Joint.Sum(row => row.Sum()).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Annotators_agree_with_themselves_as_often_as_counted()
    {
        var table = RatingTable.FromTriples(["1", "1", "2", "2", "2"], ["a", "a", "a", "a", "b"], ["x", "x", "x", "y", "y"]);
        SelfConsistency.Of(table).Value.ShouldBe(0.5);
        SelfConsistency.Of(table).N.ShouldBe(2);
        SelfConsistency.Of(table, 1).IsDefined.ShouldBeFalse();
    }

    [Fact]
    public void Near_copies_are_grouped_and_conflicts_named()
    {
        var groups = DuplicateConflicts.Find(
            ["My card was declined at the shop today", "my card was declined at the shop, today!", "Where is my order number nine", "completely different words", null],
            ["card", "payment", "order", "other", "none"]);
        groups.Count.ShouldBe(1);
        groups[0].Rows.ShouldBe([0, 1]);
        groups[0].Conflicting.ShouldBeTrue();
    }
}
