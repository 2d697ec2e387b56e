namespace Rondo.Engines.Tables.Inference;

/// <summary>How the parts of a written date are ordered.</summary>
internal enum DateFamily
{
    /// <summary>Year first: 2024-01-31, 2024/01/31, 20240131.</summary>
    YearFirst,

    /// <summary>31/01/2024 or 01/31/2024: the column decides.</summary>
    Slash,

    /// <summary>31-01-2024 or 01-31-24: the column decides.</summary>
    Dash,

    /// <summary>31.01.2024; month first only where the day cannot be.</summary>
    Dot,

    /// <summary>With the month's name: Jan 31, 2024 or 31 January 2024.</summary>
    Named,
}

/// <summary>A written date taken apart.</summary>
/// <param name="Family">Order of its parts.</param>
/// <param name="Format">Name of the way of writing, without day/month order where the column decides.</param>
/// <param name="First">Year, or the first of the two ambiguous parts.</param>
/// <param name="Second">Month, or the second of the two ambiguous parts.</param>
/// <param name="Third">Day, or the year.</param>
/// <param name="TimeOfDay">Ticks since midnight, already shifted to UTC where a zone was written; may be negative.</param>
internal readonly record struct WrittenDate(DateFamily Family, string Format, int First, int Second, int Third, long TimeOfDay)
{
    /// <summary>True where only one order of day and month is possible, and which.</summary>
    public bool DayCannotBeSecond => First > 12 && Second <= 12;

    /// <summary>True where the second part can only be the day.</summary>
    public bool DayCannotBeFirst => Second > 12 && First <= 12;

    /// <summary>UTC ticks, or false where there is no such day.</summary>
    public bool TryTicks(bool dayFirst, out long ticks)
    {
        var (year, month, day) = Family is DateFamily.YearFirst or DateFamily.Named
            ? (First, Second, Third)
            : dayFirst ? (Third, Second, First) : (Third, First, Second);
        ticks = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks + TimeOfDay;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }
}

/// <summary>Reads dates and timestamps as people and programs write them. Two-digit years end in 2049.</summary>
internal static class DateText
{
    private const int MaxLength = 40;
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] LongMonths =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    public static bool TryRead(ReadOnlySpan<char> text, out WrittenDate date)
    {
        date = default;
        text = text.Trim();
        if (text.Length is < 6 or > MaxLength)
        {
            return false;
        }

        return char.IsAsciiDigit(text[0]) && (TryNumeric(text, out date) || TryNamed(text, dayFirst: true, out date))
            || (char.IsAsciiLetter(text[0]) && TryNamed(text, dayFirst: false, out date));
    }

    private static bool TryNumeric(ReadOnlySpan<char> text, out WrittenDate date)
    {
        date = default;
        if (!TakeNumber(ref text, out var a, out var aDigits))
        {
            return false;
        }

        if (text.Length == 0)
        {
            date = new WrittenDate(DateFamily.YearFirst, "yyyymmdd", a / 10000, a / 100 % 100, a % 100, 0);
            return aDigits == 8 && a is > 19000101 and < 21010000;
        }

        var separator = text[0];
        if (separator is not ('-' or '/' or '.'))
        {
            return false;
        }

        text = text[1..];
        if (!TakeNumber(ref text, out var b, out var bDigits) || bDigits > 2 || text.Length == 0 || text[0] != separator)
        {
            return false;
        }

        text = text[1..];
        if (!TakeNumber(ref text, out var c, out var cDigits) || !TimeText.TryReadRest(text, out var time))
        {
            return false;
        }

        var stamp = text.Length > 0 ? "_time" : "";
        if (aDigits == 4 && cDigits <= 2)
        {
            var style = separator switch { '-' => "iso_date", '/' => "ymd_slash", _ => "ymd_dot" };
            date = new WrittenDate(DateFamily.YearFirst, style + stamp, a, b, c, time);
            return true;
        }

        // With dots, two-digit years need padded days, or a version number (1.2.10) would be a date.
        if (aDigits > 2 || cDigits is not (2 or 4) || (separator == '.' && cDigits == 2 && (aDigits < 2 || bDigits < 2)))
        {
            return false;
        }

        var family = separator switch { '/' => DateFamily.Slash, '-' => DateFamily.Dash, _ => DateFamily.Dot };
        var name = separator switch { '/' => "_slash", '-' => "_dash", _ => "_dot" };
        date = new WrittenDate(family, name + stamp, a, b, cDigits == 2 ? Century(c) : c, time);
        return a is >= 1 and <= 31 && b is >= 1 and <= 31 && (a <= 12 || b <= 12);
    }

    private static bool TryNamed(ReadOnlySpan<char> text, bool dayFirst, out WrittenDate date)
    {
        date = default;
        var day = 0;
        if (dayFirst && !(TakeNumber(ref text, out day, out var dayDigits) && dayDigits <= 2 && TakeGap(ref text)))
        {
            return false;
        }

        if (!TakeMonth(ref text, out var month) || !TakeGap(ref text))
        {
            return false;
        }

        if (!dayFirst && !(TakeNumber(ref text, out day, out var digits) && digits <= 2 && TakeGap(ref text)))
        {
            return false;
        }

        if (!TakeNumber(ref text, out var year, out var yearDigits) || yearDigits is not (2 or 4) || !TimeText.TryReadRest(text, out var time))
        {
            return false;
        }

        var format = (dayFirst ? "d_mon_yyyy" : "mon_d_yyyy") + (text.Length > 0 ? "_time" : "");
        date = new WrittenDate(DateFamily.Named, format, yearDigits == 2 ? Century(year) : year, month, day, time);
        return true;
    }

    private static int Century(int twoDigits) => twoDigits + (twoDigits <= 49 ? 2000 : 1900);

    private static bool TakeMonth(ref ReadOnlySpan<char> text, out int month)
    {
        month = 0;
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        for (var i = 0; i < 12; i++)
        {
            if (text[..letters].Equals(Months[i], StringComparison.OrdinalIgnoreCase) || text[..letters].Equals(LongMonths[i], StringComparison.OrdinalIgnoreCase))
            {
                month = i + 1;
                text = text[letters..];
                return true;
            }
        }

        return false;
    }

    private static bool TakeGap(ref ReadOnlySpan<char> text)
    {
        var length = text.Length;
        text = text.TrimStart(" ,.-/");
        return text.Length < length;
    }

    private static bool TakeNumber(ref ReadOnlySpan<char> text, out int number, out int digits)
    {
        (number, digits) = (0, 0);
        while (digits < text.Length && digits < 8 && char.IsAsciiDigit(text[digits]))
        {
            number = (number * 10) + (text[digits++] - '0');
        }

        text = text[digits..];
        return digits > 0;
    }
}
