using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Data.Judgement;

/// <summary>
/// Is a model likely better than the rule? Both may flag the same number of held-out rows, since a comparison at different
/// workloads says nothing; then each case that is really there was found by both, by one, or by neither.
/// </summary>
internal static class RuleContest
{
    private const int FewestCases = 10;

    /// <param name="scores">Scores of the quick model.</param>
    /// <param name="truth">What is really there.</param>
    /// <param name="rule">What the rule flags.</param>
    /// <param name="words">The rule in words.</param>
    public static BaselineComparison? Of(double[] scores, bool[] truth, bool[] rule, string words)
    {
        var flagged = rule.Count(yes => yes);
        var cases = truth.Count(yes => yes);
        if (cases < FewestCases || flagged == 0 || flagged == rule.Length)
        {
            var why = cases < FewestCases ? $"only {cases} held-out rows hold the outcome" : flagged == 0 ? "the rule flags none of the held-out rows" : "the rule flags every held-out row";
            return new BaselineComparison(words, Statistics.Estimate.Undefined(cases, "bootstrap").ToWire(), "not_shown", $"Rule and model cannot be compared: {why}.");
        }

        var model = new bool[scores.Length];
        foreach (var row in Enumerable.Range(0, scores.Length).OrderByDescending(row => scores[row]).ThenBy(row => row).Take(flagged))
        {
            model[row] = true;
        }

        var found = Enumerable.Range(0, truth.Length).Where(row => truth[row]).ToList();
        var difference = Bootstrap.Mean([.. found.Select(row => (model[row] ? 1.0 : 0) - (rule[row] ? 1 : 0))]);
        var better = difference.Low > 0 ? "model" : difference.High < 0 ? "rule" : "not_shown";
        var (byModel, byRule) = (100.0 * found.Count(row => model[row]) / cases, 100.0 * found.Count(row => rule[row]) / cases);
        var both = string.Create(CultureInfo.InvariantCulture, $"Flagging {flagged:N0} of {rule.Length:N0} held-out rows each, a quick model finds {byModel:0} % of {cases:N0} cases and the rule {byRule:0} %");
        return new BaselineComparison(words, difference.ToWire(), better, better == "not_shown"
            ? string.Create(CultureInfo.InvariantCulture, $"The model is not shown to be better than your rule. {both}; the difference lies between {100 * difference.Low:+0;-0;0} and {100 * difference.High:+0;-0;0} points.")
            : string.Create(CultureInfo.InvariantCulture, $"The {better} is better. {both}: {Math.Abs(100 * difference.Value):0} points more ({Math.Min(Math.Abs(100 * difference.Low), Math.Abs(100 * difference.High)):0} to {Math.Max(Math.Abs(100 * difference.Low), Math.Abs(100 * difference.High)):0}) for the {better}."));
    }
}
