using System.Globalization;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Discovery.QuickChecks;

/// <summary>Signals that somebody expected, beside what the newest judged data say of them.</summary>
internal static class ExpectedSignals
{
    // On the bound: a column that separates the outcome by this much is worth a model's while.
    private const double Clear = 0.55;

    public static IReadOnlyList<MeasuredSignal> Measure(ProductState state)
    {
        var check = state.Find<QuickCheck>()?.Body;
        var judged = state.All<Readiness>().MaxBy(readiness => readiness.Entry.Sequence);
        return [.. (check?.Signals ?? []).Select(signal => Measure(signal, judged?.Body, judged?.Id ?? ""))];
    }

    internal static MeasuredSignal Measure(ExpectedSignal signal, Readiness? readiness, string dataset)
    {
        var wanted = string.IsNullOrWhiteSpace(signal.Field) ? signal.Name : signal.Field;
        if (readiness is null)
        {
            return Of(SignalStrength.Unmeasured, null, "No data set was judged yet.");
        }

        var name = FieldName.Find(wanted, readiness.Columns.Select(column => column.Name));
        if (readiness.Columns.FirstOrDefault(column => column.Name == name) is not { } found)
        {
            return Of(SignalStrength.Absent, null, $"No column of {dataset} is called {wanted}.");
        }

        if (found.Signal is not { Value: { } value, Low: { } low } area)
        {
            return Of(SignalStrength.Unmeasured, null, $"{found.Name} is of kind '{found.Kind}', which is not measured on its own.");
        }

        var strength = low > Clear ? SignalStrength.Found : low > 0.5 ? SignalStrength.Weak : SignalStrength.Absent;
        var words = strength switch { SignalStrength.Found => "separates the outcome on its own", SignalStrength.Weak => "separates the outcome a little", _ => "says nothing about the outcome on its own" };
        return Of(strength, area, string.Create(CultureInfo.InvariantCulture, $"{found.Name} {words}: ROC-AUC {value:0.00} ({low:0.00} to {area.High:0.00}) in {dataset}."));

        MeasuredSignal Of(SignalStrength judged, Estimate? measured, string sentence) => new(signal.Name, signal.Field, signal.Belief, judged, measured, sentence);
    }
}
