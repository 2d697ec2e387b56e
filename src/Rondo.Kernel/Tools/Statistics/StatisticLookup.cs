using Rondo.Statistics;

namespace Rondo.Kernel.Tools.Statistics;

/// <summary>Finds a statistic by what was typed.</summary>
internal static class StatisticLookup
{
    public static readonly ProblemCode Unknown = new("unknown_statistic", 404, "There is no such statistic");

    private const int Near = 5;

    public static Answer<IStatistic> Find(string id) => StatisticCatalogue.Find(id) is { } found
        ? AnswerOf.Good(found)
        : new Refusal(Unknown, $"There is no statistic '{(id.Length > 80 ? id[..80] : id)}'.", Close(id) is { Count: > 0 } close ? $"Did you mean {string.Join(", ", close)}?" : "See 'rondo stats list'.");

    private static List<string> Close(string id)
    {
        var words = id.Split('_', '-', ' ').Where(word => word.Length > 2).ToList();
        return [.. StatisticCatalogue.All.Select(statistic => statistic.Descriptor.Id).Where(known => words.Any(word => known.Contains(word, StringComparison.OrdinalIgnoreCase))).Take(Near)];
    }
}
