using Bunit;
using Rondo.Contracts;
using Rondo.Web.Components;

namespace Rondo.Web.Tests.Components;

public sealed class ThresholdBoardTests : WebTest
{
    private static readonly Contracts.Confusion[] Counts =
    [
        new(0.1, 98, 500, 2, 400), new(0.3, 90, 200, 10, 700), new(0.5, 60, 50, 40, 850), new(0.9, 10, 0, 90, 900),
    ];

    [Fact]
    public void It_starts_at_the_operating_point()
    {
        var board = Draw();

        board.Find("[data-testid=board-misses]").TextContent.ShouldBe("10");
        board.Find("[data-testid=board-alarms]").TextContent.ShouldBe("200");
        board.Find("[data-testid=board-money]").TextContent.ShouldBe("EUR\u00A03,000");
    }

    [Fact]
    public void Misses_false_alarms_and_money_move_with_the_slider()
    {
        double? moved = null;
        var board = Draw(threshold => moved = threshold);

        board.Find("input[type=range]").Input("2");

        moved.ShouldBe(0.5);
        board.Find("[data-testid=board-misses]").TextContent.ShouldBe("40");
        board.Find("[data-testid=board-alarms]").TextContent.ShouldBe("50");
        board.Find("[data-testid=board-money]").TextContent.ShouldBe("EUR\u00A08,250");
    }

    [Fact]
    public void The_promise_is_judged_on_the_bound_and_not_on_the_point()
    {
        var board = Draw();

        board.Markup.ShouldContain("would hold here");
        board.Find("input[type=range]").Input("2");
        board.Markup.ShouldContain("would fail here");
    }

    [Fact]
    public void Eighty_of_hundred_does_not_prove_eighty_percent()
    {
        var board = Render<ThresholdBoard>(parameters => parameters.Add(shown => shown.Board, [new Contracts.Confusion(0.3, 80, 20, 20, 80)]).Add(shown => shown.Agreed, 0.3).Add(shown => shown.Floor, 0.8));

        board.Markup.ShouldContain("would not be proven here");
    }

    [Fact]
    public void The_operating_point_is_shown_with_its_own_counts_and_not_those_of_a_neighbour()
    {
        var board = Render<ThresholdBoard>(parameters => parameters.Add(shown => shown.Board, Counts).Add(shown => shown.Agreed, 0.32)
            .Add(shown => shown.AgreedCounts, new Contracts.Confusion(0.32, 85, 190, 15, 710)));

        board.Find("[data-testid=board-misses]").TextContent.ShouldBe("15");
    }

    [Fact]
    public void A_board_without_counts_draws_nothing() =>
        Render<ThresholdBoard>(parameters => parameters.Add(shown => shown.Board, [])).FindAll("figure").ShouldBeEmpty();

    [Fact]
    public void Wilsons_interval_agrees_with_the_published_one()
    {
        // 80 of 100: 0.711 to 0.867 (requirement M4).
        var estimate = BoardPoint.Wilson(80, 100);

        estimate.Low!.Value.ShouldBe(0.7112, 0.0001);
        estimate.High!.Value.ShouldBe(0.8666, 0.0001);
        BoardPoint.Wilson(0, 0).Value.ShouldBeNull();
        BoardPoint.Wilson(0, 10).Low.ShouldBe(0);
        BoardPoint.Wilson(10, 10).High!.Value.ShouldBe(1, 1e-12);
    }

    private IRenderedComponent<ThresholdBoard> Draw(Action<double>? moved = null) => Render<ThresholdBoard>(parameters => parameters
        .Add(board => board.Board, Counts).Add(board => board.Agreed, 0.3).Add(board => board.CostMiss, 200).Add(board => board.CostFalseAlarm, 5).Add(board => board.Floor, 0.8)
        .Add(board => board.ThresholdChanged, threshold => moved?.Invoke(threshold)));
}
