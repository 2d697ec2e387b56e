using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Inference;

/// <summary>
/// Turns texts into values: takes out missing tokens, then asks whether the column is dates, numbers or words. A kind
/// is chosen when at least 95 % of the values fit; the rest becomes missing and is reported, never guessed.
/// </summary>
internal static class ColumnInference
{
    /// <summary>Share of the values that must fit. Below it, a column is words: turning 1 in 20 into missing is the most a guess may cost.</summary>
    public const double EnoughFit = 0.95;

    public static (Table Table, IReadOnlyList<ColumnNote> Notes) Infer(IReadOnlyList<RawColumn> raw, TableReadOptions options)
    {
        var names = ColumnNames.Clean([.. raw.Select(column => column.RawName)]);
        var columns = new Column[raw.Count];
        var notes = new ColumnNote[raw.Count];
        Parallel.For(0, columns.Length, i => (columns[i], notes[i]) = InferColumn(names[i], raw[i], options.AllCategorical || options.Categorical.Contains(names[i])));

        return (new Table(columns), notes);
    }

    public static (Column Column, ColumnNote Note) InferColumn(string name, RawColumn raw, bool categorical)
    {
        var values = DistinctValues.Of(raw);
        if (!categorical && values.Present > 0)
        {
            if (DateColumnReading.TryRead(name, raw, values) is { } dates)
            {
                return dates;
            }

            if (NumberColumnReading.TryRead(name, raw, values) is { } numbers)
            {
                return numbers;
            }
        }

        return WordColumnReading.Read(name, raw, values, categorical);
    }
}
