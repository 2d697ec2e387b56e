using System.Globalization;

namespace Rondo.Engines.Tables.Inference;

/// <summary>Reads what may stand after a date: nothing, or a time of day with an optional zone.</summary>
internal static class TimeText
{
    private static readonly string[] Formats =
        ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF", "h:mm tt", "h:mm:ss tt", "h:mmtt", "HHmm", "HHmmss"];

    /// <summary>Ticks since midnight, shifted to UTC where a zone stands; 0 where there is no time.</summary>
    public static bool TryReadRest(ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] is not ('T' or 't' or ' ' or ','))
        {
            return false;
        }

        rest = rest[1..].Trim();
        long shift = 0;
        if (rest.Length > 1 && rest[^1] is 'Z' or 'z')
        {
            rest = rest[..^1];
        }
        else if (rest.LastIndexOfAny('+', '-') is > 0 and var at)
        {
            if (!TryZone(rest[at..], out shift))
            {
                return false;
            }

            rest = rest[..at].TrimEnd();
        }

        if (!TimeOnly.TryParseExact(rest, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return false;
        }

        ticks = time.Ticks - shift;
        return true;
    }

    private static bool TryZone(ReadOnlySpan<char> zone, out long shift)
    {
        shift = 0;
        Span<char> digits = stackalloc char[4];
        var count = 0;
        foreach (var c in zone[1..])
        {
            if (c == ':' && count == 2)
            {
                continue;
            }

            if (!char.IsAsciiDigit(c) || count == 4)
            {
                return false;
            }

            digits[count++] = c;
        }

        if (count is not (2 or 4))
        {
            return false;
        }

        var hours = ((digits[0] - '0') * 10) + (digits[1] - '0');
        var minutes = count == 4 ? ((digits[2] - '0') * 10) + (digits[3] - '0') : 0;
        shift = ((hours * 60L) + minutes) * TimeSpan.TicksPerMinute * (zone[0] == '-' ? -1 : 1);
        return hours <= 14 && minutes < 60;
    }
}
