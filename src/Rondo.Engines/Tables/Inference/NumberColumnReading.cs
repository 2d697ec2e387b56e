using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Tables.Inference;

/// <summary>
/// Reads a column of numbers, or declines. What one cell leaves open ("1,234": a thousand, or one and a bit?) the
/// unambiguous cells of the column decide.
/// </summary>
internal static class NumberColumnReading
{
    /// <summary>Share of values with leading zeros from which the column is codes (post codes, articles), not numbers.</summary>
    private const double CodeShare = 0.02;

    public static (Column Column, ColumnNote Note)? TryRead(string name, RawColumn raw, DistinctValues values)
    {
        var written = new WrittenNumber?[raw.Distinct.Count];
        var evidence = new Evidence();
        int fit = 0, leadingZeros = 0;
        for (var i = 0; i < written.Length; i++)
        {
            if (values.Presence[i] == Presence.Value && NumberText.TryRead(raw.Distinct[i], out var number))
            {
                written[i] = number;
                fit += raw.Counts[i];
                leadingZeros += number.LeadingZero ? raw.Counts[i] : 0;
                evidence.Add(number, raw.Counts[i]);
            }
        }

        var candidates = values.Present - values.Doubtful;
        if (candidates == 0 || fit < ColumnInference.EnoughFit * candidates || (leadingZeros > 0 && leadingZeros >= CodeShare * candidates))
        {
            return null;
        }

        var tally = new ValueTally();
        var distinct = new double[written.Length];
        for (var i = 0; i < distinct.Length; i++)
        {
            distinct[i] = double.NaN;
            if (written[i] is { } number)
            {
                distinct[i] = evidence.Settle(number, out var shape);
                tally.Format(NumberText.Name(shape, number.Decoration), raw.Counts[i]);
            }
            else if (values.Presence[i] == Presence.Value)
            {
                tally.Unparsed(raw.Distinct[i], raw.Counts[i]);
            }
        }

        if (IdentifierNames.NamesRows(name, raw, distinct, fit))
        {
            return null;
        }

        var rows = new double[raw.Codes.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = distinct[raw.Codes[row]];
        }

        return (new NumberColumn(name, rows), tally.Note(name, raw, values));
    }

    /// <summary>What the unambiguous cells say about the use of comma and dot.</summary>
    private struct Evidence
    {
        private long _decimalComma, _commaGroups, _dotGroups, _decimalPoint;

        public void Add(WrittenNumber number, int rows)
        {
            var shape = number.Shape;
            _decimalComma += shape is NumberShape.DecimalComma or NumberShape.DotGroups or NumberShape.SpaceGroupsDecimalComma ? rows : 0;
            _commaGroups += shape == NumberShape.CommaGroups ? rows : 0;
            _dotGroups += shape == NumberShape.DotGroups ? rows : 0;
            _decimalPoint += shape == NumberShape.Plain && number.Value != Math.Floor(number.Value) ? rows : 0;
        }

        /// <summary>
        /// "1,234" is 1234 unless other cells use the decimal comma and none groups by commas. "1.234" is 1.234 unless
        /// other cells group by dots and none shows a plain decimal point.
        /// </summary>
        public readonly double Settle(WrittenNumber number, out NumberShape shape)
        {
            shape = number.Shape;
            switch (number.Shape)
            {
                case NumberShape.OneComma when _decimalComma > 0 && _commaGroups == 0:
                    shape = NumberShape.DecimalComma;
                    return number.Value;
                case NumberShape.OneComma:
                    shape = NumberShape.CommaGroups;
                    return Math.Round(number.Value * 1000);
                case NumberShape.OneDot when _dotGroups > 0 && _commaGroups == 0 && _decimalPoint == 0:
                    shape = NumberShape.DotGroups;
                    return Math.Round(number.Value * 1000);
                case NumberShape.OneDot:
                    shape = NumberShape.Plain;
                    return number.Value;
                default:
                    return number.Value;
            }
        }
    }
}
