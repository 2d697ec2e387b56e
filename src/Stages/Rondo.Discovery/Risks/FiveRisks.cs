using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Discovery.Risks;

/// <summary>What the five risks say together.</summary>
internal static class FiveRisks
{
    public static IReadOnlyDictionary<RiskName, Risk> Of(ProductState state) =>
        RiskNames.All.Select(name => (name, state.Find<Risk>(name.Id())?.Body)).Where(risk => risk.Body is not null).ToDictionary(risk => risk.name, risk => risk.Body!);

    /// <summary>Data decides alone: with red data it is a dead end, whatever else is green.</summary>
    public static (Plausibility Overall, string Sentence) Judge(IReadOnlyDictionary<RiskName, Risk> risks)
    {
        if (risks.TryGetValue(RiskName.DataFeasibility, out var data) && data.Score == RiskScore.Red)
        {
            return (Plausibility.DeadEnd, $"A dead end: without the data no model can solve this, whatever else is green. {Because(data)}");
        }

        var open = RiskNames.All.Where(name => !risks.ContainsKey(name)).ToList();
        if (open.Count > 0)
        {
            return (Plausibility.Unknown, $"Not known yet: {open.Count} of 5 risks {(open.Count == 1 ? "is" : "are")} not judged ({string.Join(", ", open.Select(WireWords.Write))}).");
        }

        var red = risks.Where(risk => risk.Value.Score == RiskScore.Red).Select(risk => WireWords.Write(risk.Key)).ToList();
        var amber = risks.Where(risk => risk.Value.Score == RiskScore.Amber).Select(risk => WireWords.Write(risk.Key)).ToList();
        var assumed = risks.Count(risk => risk.Value.Evidence.All(string.IsNullOrWhiteSpace));
        var rest = assumed > 0 ? $" {assumed} of 5 rest on assumptions." : " All five rest on evidence.";
        return
            red.Count > 0 ? (Plausibility.Doubtful, $"Doubtful: {string.Join(" and ", red)} {(red.Count == 1 ? "is" : "are")} red.{rest}") :
            amber.Count >= 3 ? (Plausibility.Doubtful, $"Doubtful: {amber.Count} of 5 risks are amber ({string.Join(", ", amber)}).{rest}") :
            (Plausibility.Plausible, $"Plausible: {5 - amber.Count} of 5 risks are green{(amber.Count > 0 ? $", {string.Join(" and ", amber)} amber" : "")}.{rest}");
    }

    private static string Because(Risk risk) => risk.Evidence.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? risk.Assumption;
}
