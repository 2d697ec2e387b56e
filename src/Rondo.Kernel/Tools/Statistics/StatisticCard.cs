using Rondo.Contracts;
using Rondo.Statistics;

namespace Rondo.Kernel.Tools.Statistics;

/// <summary>A statistic as the glossary shows it.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Name">The field's own name.</param>
/// <param name="Family">Family.</param>
/// <param name="Meaning">One sentence for a product manager.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Low">Smallest possible value; null where unbounded.</param>
/// <param name="High">Largest possible value; null where unbounded.</param>
/// <param name="Direction">Which direction is better.</param>
internal sealed record StatisticEntry(string Id, string Name, string Family, string Meaning, string Unit, double? Low, double? High, string Direction)
{
    public static StatisticEntry Of(Descriptor descriptor) => new(
        descriptor.Id,
        descriptor.Name,
        descriptor.Family,
        descriptor.Meaning,
        descriptor.Unit,
        Finite(descriptor.Range.Low),
        Finite(descriptor.Range.High),
        WireWords.Write(descriptor.Direction));

    public static double? Finite(double number) => double.IsFinite(number) ? number : null;

    /// <summary>"0 to 1", "at least 0", "any number".</summary>
    public string Range => (Low, High) switch
    {
        ({ } low, { } high) => FormattableString.Invariant($"{low} to {high}"),
        ({ } low, null) => FormattableString.Invariant($"at least {low}"),
        (null, { } high) => FormattableString.Invariant($"at most {high}"),
        _ => "any number",
    };
}

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
