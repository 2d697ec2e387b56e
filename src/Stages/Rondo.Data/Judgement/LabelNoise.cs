using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Data.Judgement;

/// <summary>
/// How many labels contradict what the other rows say: confident learning on the rows that a quick model did not see
/// (Northcutt, Jiang and Chuang 2021). It cannot tell a wrong label from a case that the columns do not explain.
/// </summary>
internal static class LabelNoise
{
    private const int FewestRows = 100;

    // Where a model separates this well, contradictions are more likely mistakes than hard cases.
    private const double Separates = 0.85;
    private const double Worth = 0.02;

    public static Contracts.Estimate? Of(QuickModels.Showing? showing)
    {
        if (showing is not { Model.Learnable: true } || showing.Truth.Length < FewestRows)
        {
            return null;
        }

        int[] labels = [.. showing.Truth.Select(truth => truth ? 1 : 0)];
        return ConfidentLearning.Find(labels, [.. showing.Scores.Select(score => new[] { 1 - score, score })]).ErrorShare.ToWire();
    }

    public static Finding? Find(Contracts.Estimate? noise, QuickModels.Showing? showing) =>
        noise is not { Low: >= Worth, Value: { } share } || showing!.Model.Auc.Low is not >= Separates ? null : new Finding
        {
            Code = "label_noise",
            // Only people can tell which of the two it is.
            Severity = Severity.Info,
            Topic = FindingTopic.Record,
            Sentence = string.Create(CultureInfo.InvariantCulture, $"About {100 * share:0.#} % ({100 * noise.Low:0.#} to {100 * noise.High:0.#}) of {noise.N:N0} labels contradict what the other rows say: they are wrong, or cases that the columns do not explain."),
            Numbers = new Dictionary<string, double> { ["share"] = share, ["low"] = noise.Low ?? 0, ["high"] = noise.High ?? 1, ["rows"] = noise.N },
            NextStep = "Let two people look at the suspects before anybody trains; a model cannot be better than its labels.",
        };
}
