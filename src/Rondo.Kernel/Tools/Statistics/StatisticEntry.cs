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
        descriptor.Range.Low.OrNull(),
        descriptor.Range.High.OrNull(),
        WireWords.Write(descriptor.Direction));

    /// <summary>"0 to 1", "at least 0", "any number".</summary>
    public string Range => (Low, High) switch
    {
        ({ } low, { } high) => FormattableString.Invariant($"{low} to {high}"),
        ({ } low, null) => FormattableString.Invariant($"at least {low}"),
        (null, { } high) => FormattableString.Invariant($"at most {high}"),
        _ => "any number",
    };
}
