using System.Diagnostics;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Tests;

public sealed class FactThroughputTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Sixty_four_callers_store_at_least_two_thousand_single_facts_a_second()
    {
        await using var under = new EmbeddedUnderTest<IFactStore>();
        await under.Store.AppendAsync([Prediction("warm")], CancellationToken.None);
        var watch = Stopwatch.StartNew();

        var stored = await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            var count = 0;
            for (; watch.Elapsed < TimeSpan.FromSeconds(2); count++)
            {
                await under.Store.AppendAsync([Prediction($"{caller}-{count}")], CancellationToken.None);
            }

            return count;
        })));

        var rate = stored.Sum() / watch.Elapsed.TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine($"{rate:N0} single-fact appends a second with 64 callers.");
        (await under.Store.CountAsync(new FactQuery("churn", "prediction"), CancellationToken.None)).ShouldBe(stored.Sum() + 1);
        rate.ShouldBeGreaterThan(2000);
    }

    private static Fact Prediction(string id) => new()
    {
        Product = "churn",
        Kind = "prediction",
        Id = id,
        Entity = "customer-4711",
        Release = "release-3",
        Arm = "champion",
        At = Start,
        RecordedAt = Start,
        Value = 0.73,
        Label = "leaves",
        Body = """{"tenure_months":14,"plan":"basic","calls":3,"monthly":39.9}""",
    };
}
