using System.Diagnostics.CodeAnalysis;

namespace Rondo.Statistics;

/// <summary>Every statistic of this library by its name. Adding one adds a file; nothing is listed here.</summary>
public static class StatisticCatalogue
{
    private static readonly Lazy<IReadOnlyDictionary<string, IStatistic>> Found = new(Discover);

    /// <summary>All statistics, by family and then by id.</summary>
    public static IReadOnlyList<IStatistic> All { get; } =
        [.. Found.Value.Values.OrderBy(s => s.Descriptor.Family, StringComparer.Ordinal).ThenBy(s => s.Descriptor.Id, StringComparer.Ordinal)];

    /// <summary>The statistic with this id, or null.</summary>
    public static IStatistic? Find(string id) => Found.Value.GetValueOrDefault(id);

    /// <summary>Runs a statistic on a JSON object of its inputs and parameters.</summary>
    /// <exception cref="StatisticInputException">The id is not known, or the input does not fit; every fault is listed.</exception>
    public static StatisticResult Run(string id, string json)
    {
        var statistic = Find(id) ?? throw new StatisticInputException([$"There is no statistic '{id}'."]);
        return statistic.Run(StatisticInputs.Parse(statistic.Descriptor, json));
    }

    // Trimming keeps the types by ILLink.Descriptors.xml, which names them by pattern.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Kept by ILLink.Descriptors.xml.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "Kept by ILLink.Descriptors.xml.")]
    private static Dictionary<string, IStatistic> Discover()
    {
        var found = new Dictionary<string, IStatistic>();
        foreach (var type in typeof(StatisticCatalogue).Assembly.GetTypes())
        {
            if (type is { IsAbstract: false, IsClass: true } && type.IsAssignableTo(typeof(IStatistic)))
            {
                var statistic = (IStatistic)Activator.CreateInstance(type)!;
                found.Add(statistic.Descriptor.Id, statistic);
            }
        }

        return found;
    }
}
