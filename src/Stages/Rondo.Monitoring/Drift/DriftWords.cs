using System.Globalization;
using Rondo.Statistics;

namespace Rondo.Monitoring.Drift;

/// <summary>What changed in a column, with its direction: the same words for monitors and for files.</summary>
internal static class DriftWords
{
    public static string Moved(string name, double[] before, double[] now)
    {
        var (then, today, what) = (Quantiles.Median(before), Quantiles.Median(now), "median");
        if (then == today)
        {
            (then, today, what) = (before.DefaultIfEmpty(double.NaN).Average(), now.DefaultIfEmpty(double.NaN).Average(), "mean");
        }

        var verb = today < then ? "fell" : today > then ? "rose" : "stayed, but spread differently,";
        return string.Create(CultureInfo.InvariantCulture, $"{name} {verb} from {what} {then:G4} to {today:G4}");
    }

    public static string Went(string what, double before, double now) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {(now < before ? "fell" : "rose")} from {before * 100:0.#} % to {now * 100:0.#} % of the rows");

    public static string Gap(string name, double before, double now) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} was missing in {before * 100:0.#} % of the rows and is in {now * 100:0.#} %");
}
