using System.Globalization;

namespace Rondo.Engines.Tables;

/// <summary>Numbers; NaN where missing.</summary>
public sealed class NumberColumn(string name, double[] values) : Column(name, ColumnKind.Number)
{
    /// <summary>One number a row; NaN where missing.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <inheritdoc/>
    public override int Length => values.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(values[row]);

    /// <inheritdoc/>
    public override string Text(int row) => IsMissing(row) ? "" : values[row].ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            taken[i] = values[rows[i]];
        }

        return new NumberColumn(Name, taken);
    }
}

/// <summary>Texts, each distinct one held once: categories, free text and identifiers.</summary>
/// <param name="name">Column name.</param>
/// <param name="kind"><see cref="ColumnKind.Category"/>, <see cref="ColumnKind.Text"/> or <see cref="ColumnKind.Identifier"/>.</param>
/// <param name="codes">One index into <paramref name="values"/> a row; -1 where missing.</param>
/// <param name="values">The distinct texts.</param>
public sealed class TextColumn(string name, ColumnKind kind, int[] codes, IReadOnlyList<string> values) : Column(name, kind)
{
    /// <summary>One index into <see cref="Distinct"/> a row; -1 where missing.</summary>
    public ReadOnlySpan<int> Codes => codes;

    /// <summary>The distinct texts, in order of first appearance.</summary>
    public IReadOnlyList<string> Distinct => values;

    /// <inheritdoc/>
    public override int Length => codes.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => codes[row] < 0;

    /// <inheritdoc/>
    public override string Text(int row) => codes[row] < 0 ? "" : values[codes[row]];

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            taken[i] = codes[rows[i]];
        }

        return new TextColumn(Name, Kind, taken, values);
    }
}

/// <summary>Instants; <see cref="Missing"/> where there is none.</summary>
public sealed class TimeColumn(string name, long[] ticks) : Column(name, ColumnKind.Time)
{
    /// <summary>The tick value that stands for "no value".</summary>
    public const long Missing = long.MinValue;

    /// <summary>UTC ticks (100 ns since year 1) a row; <see cref="Missing"/> where there is none.</summary>
    public ReadOnlySpan<long> Ticks => ticks;

    /// <inheritdoc/>
    public override int Length => ticks.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => ticks[row] == Missing;

    /// <inheritdoc/>
    public override string Text(int row) => IsMissing(row)
        ? ""
        : new DateTime(ticks[row], DateTimeKind.Utc).ToString(ticks[row] % TimeSpan.TicksPerDay == 0 ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            taken[i] = ticks[rows[i]];
        }

        return new TimeColumn(Name, taken);
    }
}
