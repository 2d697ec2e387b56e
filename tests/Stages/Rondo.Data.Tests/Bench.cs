using Microsoft.Extensions.DependencyInjection;
using Rondo.Data.Judgement;
using Rondo.Engines;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Data.Tests;

/// <summary>The stage's judges with the real learners, and tables whose content a test knows.</summary>
internal static class Bench
{
    private static readonly Lazy<ServiceProvider> Services = new(() =>
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddEngines();
        new DataModule().Add(services);
        return services.BuildServiceProvider();
    });

    public static QuickModels QuickModels => Services.Value.GetRequiredService<QuickModels>();

    public static TargetReading Target(bool[] truth) => TargetColumn.Read(new TextColumn("left", ColumnKind.Category, [.. truth.Select(yes => yes ? 1 : 0)], ["No", "Yes"]), "Yes");

    public static QuickModels.Showing Show(IReadOnlyList<Column> columns, bool[] truth, int seed = 1)
    {
        var table = new Table([.. columns, new TextColumn("left", ColumnKind.Category, [.. truth.Select(yes => yes ? 1 : 0)], ["No", "Yes"])]);
        return QuickModels.Try(table, Target(truth), "left", Enumerable.Range(0, truth.Length).ToArray(), new ReadinessQuestion("left", Seed: seed), CancellationToken.None)!;
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static NumberColumn Numbers(string name, int rows, Func<int, double> value) => new(name, [.. Enumerable.Range(0, rows).Select(value)]);
}
