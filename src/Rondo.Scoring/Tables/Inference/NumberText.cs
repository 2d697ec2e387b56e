using System.Globalization;

namespace Rondo.Engines.Tables.Inference;

/// <summary>How the separators of a written number are used.</summary>
internal enum NumberShape
{
    /// <summary>Digits, at most one decimal point: 1234.5.</summary>
    Plain,

    /// <summary>1234,5.</summary>
    DecimalComma,

    /// <summary>1,234.5 or 1,234,567.</summary>
    CommaGroups,

    /// <summary>1.234,5 or 1.234.567.</summary>
    DotGroups,

    /// <summary>1 234.5 or 1'234.5.</summary>
    SpaceGroups,

    /// <summary>1 234,5.</summary>
    SpaceGroupsDecimalComma,

    /// <summary>1,234: a thousand or a little more than one; the column decides.</summary>
    OneComma,

    /// <summary>1.234: a little more than one or a thousand; the column decides.</summary>
    OneDot,
}

/// <summary>A written number taken apart. The value of the two ambiguous shapes is settled by the column.</summary>
/// <param name="Shape">Use of separators.</param>
/// <param name="Value">The value; for an ambiguous shape, read with the separator as a decimal sign.</param>
/// <param name="Decoration">Currency sign before, or "%" after, as written; empty where there is none.</param>
/// <param name="LeadingZero">True for 007: digits that count nothing are a code, not a number.</param>
internal readonly record struct WrittenNumber(NumberShape Shape, double Value, string Decoration, bool LeadingZero);

/// <summary>
/// Reads numbers as people write them: currency signs and codes, thousands separators, decimal comma, percent,
/// accounting brackets, exponents. Infinity is not a value.
/// </summary>
internal static class NumberText
{
    private const int MaxLength = 64;

    private static readonly string[] CurrencyCodes =
        ["USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "BRL", "MXN", "ZAR", "SGD", "HKD", "KRW", "TRY", "AED"];

    public static bool TryRead(ReadOnlySpan<char> text, out WrittenNumber number)
    {
        number = default;
        text = text.Trim();
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }

        if (TryReadPlain(text, out number))
        {
            return true;
        }

        var negative = false;
        if (text.Length > 2 && text[0] == '(' && text[^1] == ')')
        {
            negative = true;
            text = text[1..^1].Trim();
        }

        negative ^= TakeSign(ref text);
        var decoration = TakePrefix(ref text);
        var percent = false;
        if (decoration.Length > 0)
        {
            negative ^= TakeSign(ref text);
        }
        else
        {
            (decoration, percent) = TakeSuffix(ref text);
        }

        if (!TryReadBody(text, out var shape, out var value, out var leadingZero))
        {
            return false;
        }

        value = (negative ? -value : value) / (percent ? 100 : 1);
        number = new WrittenNumber(shape, value, decoration, leadingZero);
        return true;
    }

    /// <summary>How the shape is named in a column's note.</summary>
    public static string Name(NumberShape shape, string decoration)
    {
        var body = shape switch
        {
            NumberShape.DecimalComma => "1234,5",
            NumberShape.CommaGroups or NumberShape.OneComma => "1,234.5",
            NumberShape.DotGroups => "1.234,5",
            NumberShape.SpaceGroups => "1 234.5",
            NumberShape.SpaceGroupsDecimalComma => "1 234,5",
            _ => "1234.5",
        };
        return decoration.Length == 0 ? body : decoration == "%" || decoration[0] == ' ' ? body + decoration : decoration + body;
    }

    /// <summary>The short way for what nearly every number is: digits, perhaps a minus before and a point between.</summary>
    private static bool TryReadPlain(ReadOnlySpan<char> text, out WrittenNumber number)
    {
        number = default;
        var digits = text[0] == '-' ? text[1..] : text;
        var point = -1;
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == '.' && point < 0 && i > 0)
            {
                point = i;
            }
            else if (!char.IsAsciiDigit(digits[i]))
            {
                return false;
            }
        }

        if (digits.Length == 0 || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        var ambiguous = digits.Length - point == 4 && point is >= 1 and <= 3 && digits[0] != '0';
        number = new WrittenNumber(ambiguous ? NumberShape.OneDot : NumberShape.Plain, value, "", point < 0 && digits.Length > 1 && digits[0] == '0');
        return true;
    }

    private static bool TakeSign(ref ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && text[0] is '-' or '\u2212' or '+')
        {
            var minus = text[0] != '+';
            text = text[1..].TrimStart();
            return minus;
        }

        return false;
    }

    private static string TakePrefix(ref ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && IsCurrencySign(text[0]))
        {
            var sign = text[..1].ToString();
            text = text[1..].TrimStart();
            return sign;
        }

        if (text.Length > 3 && CodeAt(text[..3]) is { } code)
        {
            text = text[3..].TrimStart();
            return code + " ";
        }

        return "";
    }

    private static (string Decoration, bool Percent) TakeSuffix(ref ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && text[^1] == '%')
        {
            text = text[..^1].TrimEnd();
            return ("%", true);
        }

        if (text.Length > 1 && IsCurrencySign(text[^1]))
        {
            var sign = text[^1];
            text = text[..^1].TrimEnd();
            return (" " + sign, false);
        }

        if (text.Length > 3 && CodeAt(text[^3..]) is { } code)
        {
            text = text[..^3].TrimEnd();
            return (" " + code, false);
        }

        return ("", false);
    }

    private static bool IsCurrencySign(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol;

    private static string? CodeAt(ReadOnlySpan<char> three)
    {
        if (!char.IsAsciiLetterUpper(three[0]))
        {
            return null;
        }

        foreach (var code in CurrencyCodes)
        {
            if (three.SequenceEqual(code))
            {
                return code;
            }
        }

        return null;
    }

    private static bool TryReadBody(ReadOnlySpan<char> body, out NumberShape shape, out double value, out bool leadingZero)
    {
        (shape, value, leadingZero) = (NumberShape.Plain, 0, false);
        if (body.Length == 0 || !(char.IsAsciiDigit(body[0]) || (body[0] is '.' or ',' && body.Length > 1 && char.IsAsciiDigit(body[1]))))
        {
            return false;
        }

        var scan = NumberScan.Of(body);
        if (!scan.Valid || !scan.TryShape(out shape, out var decimalAt))
        {
            return false;
        }

        leadingZero = body.Length > 1 && body[0] == '0' && char.IsAsciiDigit(body[1]) && scan.Separators == 0 && !scan.Exponent;
        Span<char> clean = stackalloc char[MaxLength];
        var length = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var c = body[i];
            if (i == decimalAt)
            {
                clean[length++] = '.';
            }
            else if (char.IsAsciiDigit(c) || (scan.Exponent && c is 'e' or 'E' or '+' or '-'))
            {
                clean[length++] = c;
            }
        }

        return double.TryParse(clean[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
