using Rondo.Contracts;
using Rondo.Statistics;

namespace Rondo.Kernel.Tools.Statistics;

/// <summary>Every statistic of the library, as a glossary.</summary>
internal sealed class ListStatistics : ITool
{
    public ToolDescriptor Descriptor { get; } = new(
        "stats list",
        "Lists every statistic with what it says, in one sentence each.",
        [],
        [new("--family", "Only this family, for example agreement or drift.")]);

    public Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation) => Task.FromResult(Run(input.Text("--family")));

    private static Answer<ToolResult> Run(string family)
    {
        var families = StatisticCatalogue.All.Select(statistic => statistic.Descriptor.Family).Distinct().ToList();
        var wanted = families.FirstOrDefault(known => known.Equals(family, StringComparison.OrdinalIgnoreCase));
        if (family.Length > 0 && wanted is null)
        {
            return new Refusal(ToolInput.InvalidOption, $"There is no family '{family}'.", $"There are: {string.Join(", ", families.Select(known => known.ToLowerInvariant()))}.") { Fields = ["--family"] };
        }

        IReadOnlyList<StatisticEntry> shown = [.. StatisticCatalogue.All.Select(statistic => StatisticEntry.Of(statistic.Descriptor)).Where(entry => wanted is null || entry.Family == wanted)];
        var sentence = $"{Plural.Of(shown.Count, "statistic")} in {Plural.Of(shown.Select(entry => entry.Family).Distinct().Count(), "family", "families")}. See one with 'rondo stats show ID'.";
        return new ToolResult(new { sentence, statistics = shown }, sentence)
        {
            Tables = [.. shown.GroupBy(entry => entry.Family).Select(group => new ToolTable(group.Key, ["id", "what it says", "range"], [.. group.Select(entry => (IReadOnlyList<string>)[entry.Id, entry.Meaning, entry.Range])]))],
        };
    }
}
