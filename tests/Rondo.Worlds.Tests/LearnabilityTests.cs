using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

public sealed class LearnabilityTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_best_possible_model_reaches_an_auc_of_86_to_90_percent(ulong seed)
    {
        var world = seed == 1 ? TheWorld.Default : new ChurnWorld(seed, new ChurnWorldOptions { Days = 200 });
        var aucs = new[] { 0, 90, 180 }.Select(day =>
        {
            var people = world.CustomersOn(world.Day(day));
            return Judge.Auc(
                [.. people.Select(c => world.TrueRisk(c.Id, world.Day(day)))],
                [.. people.Select(c => world.WillChurn(c.Id, world.Day(day)))]);
        });
        aucs.Average().ShouldBeInRange(0.86, 0.90);
    }

    [Fact]
    public void A_linear_model_on_what_the_business_sees_reaches_an_auc_of_83_percent()
    {
        var (rows, churned) = TheWorld.Default.Labelled(60);
        var model = LogisticRegression.Fit(rows, churned);
        var aucs = new[] { 120, 150, 180 }.Select(day =>
        {
            var (later, outcome) = TheWorld.Default.Labelled(day);
            return Judge.Auc(model.Score(later), outcome);
        });
        aucs.Average().ShouldBeInRange(0.83, 0.88);
    }

    [Fact]
    public void Mess_costs_little_of_the_signal()
    {
        var world = TheWorld.Default;
        var train = CsvFile.Parse(world.DatasetB(world.Day(60), 6000)).LooseRows();
        var model = LogisticRegression.Fit(train.Rows, train.Churned);
        var (later, outcome) = world.Labelled(150);
        Judge.Auc(model.Score(later), outcome).ShouldBeGreaterThan(0.80);
    }

    [Fact]
    public void A_model_of_shuffled_outcomes_learns_nothing()
    {
        var (rows, churned) = TheWorld.Default.Labelled(60);
        new Pcg(1, 1).Shuffle(churned.AsSpan());
        var model = LogisticRegression.Fit(rows, churned);
        var (later, outcome) = TheWorld.Default.Labelled(150);
        Judge.Auc(model.Score(later), outcome).ShouldBeInRange(0.35, 0.65);
    }
}
