using System.Text.Json;
using Rondo.Contracts;
using Rondo.Deployment.Traffic;
using Rondo.Kernel.Facts;
using Rondo.Tests.Doubles;

namespace Rondo.Deployment.Tests.Traffic;

public sealed class TrafficBookTests
{
    private readonly ManualClock _time = new(World.Start);
    private readonly MemoryFacts _facts = new();

    [Fact]
    public async Task Looks_count_every_fact_once_however_they_overlap_and_whenever_it_comes()
    {
        var book = new TrafficBook(_facts, _time);
        var random = new Random(7);
        var expected = 0;
        for (var look = 0; look < 60; look++)
        {
            for (var i = random.Next(0, 5); i > 0; i--)
            {
                // Recorded up to twenty seconds before it can be read, and about a time long past.
                var recorded = _time.GetUtcNow().AddSeconds(-random.Next(0, 20));
                await _facts.AppendAsync([Prediction(expected++, recorded) with { At = World.Start.AddSeconds(random.Next(0, 10)) }], CancellationToken.None);
            }

            (await LookAsync(book)).Decisions.ShouldBe(expected);
            _time.Add(TimeSpan.FromSeconds(random.Next(1, 40)));
        }

        (await LookAsync(new TrafficBook(_facts, _time))).Decisions.ShouldBe(expected);
    }

    [Fact]
    public async Task A_look_reads_only_what_is_new()
    {
        var book = new TrafficBook(_facts, _time);
        for (var i = 0; i < 500; i++)
        {
            await _facts.AppendAsync([Prediction(i, _time.GetUtcNow())], CancellationToken.None);
        }

        await LookAsync(book);
        _time.Add(TimeSpan.FromMinutes(5));
        await LookAsync(book);
        var before = _facts.ReadCount;
        await _facts.AppendAsync([Prediction(500, _time.GetUtcNow())], CancellationToken.None);
        (await LookAsync(book)).Decisions.ShouldBe(501);
        (_facts.ReadCount - before).ShouldBeLessThan(10);
    }

    private static ValueTask<Contracts.Traffic> LookAsync(TrafficBook book) => book.LookAsync(World.Product, "r1", World.Complete, "Yes", World.Start, 0, CancellationToken.None);

    private static Fact Prediction(int i, DateTimeOffset recorded) => new()
    {
        Product = World.Product, Kind = FactKinds.Prediction, Id = $"p{i}", Entity = $"e{i}", Release = "r1", Arm = "champion", At = recorded, RecordedAt = recorded, Value = 0.5, Label = "Yes",
        Body = JsonSerializer.Serialize(new PredictionRecord { Source = DecisionSource.Model }, RondoJson.Options),
    };
}
