using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

/// <summary>The documented world, built once, and what every test asks of it.</summary>
internal static class TheWorld
{
    private static readonly Lazy<ChurnWorld> Built = new(() => new ChurnWorld(1));

    public static ChurnWorld Default => Built.Value;

    /// <summary>A world that is quick to build and has a drift.</summary>
    public static ChurnWorld Small(ulong seed = 7) => new(seed, new ChurnWorldOptions { Customers = 600, Days = 200, DriftDay = 90 });

    public static DateOnly Day(this ChurnWorld world, int day) => world.Start.AddDays(day);

    /// <summary>Clean rows of a day with their outcomes.</summary>
    public static (IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows, bool[] Churned) Labelled(this ChurnWorld world, int day)
    {
        var rows = world.Snapshot(world.Day(day));
        return (rows, [.. rows.Select(r => world.WillChurn((string)r["customer_id"]!, world.Day(day)))]);
    }

    public static double Share<T>(this IReadOnlyCollection<T> items, Func<T, bool> when) => items.Count(when) / (double)items.Count;
}
