namespace Rondo.Engines.Tables.Csv;

/// <summary>
/// Finds the separator from the first records: the candidate that stands equally often in the header and in most
/// records. A decimal comma cannot win over a semicolon, because the header has no decimals.
/// </summary>
internal static class Delimiter
{
    /// <summary>Stands for "one column": a control character that a text file does not hold, so commas in prose stay prose.</summary>
    public const char None = '\u001F';

    private const int MostRecords = 200;

    public static char Guess(ReadOnlySpan<char> head)
    {
        var best = None;
        var bestScore = 0.0;
        foreach (var candidate in (ReadOnlySpan<char>)[',', ';', '\t', '|'])
        {
            var score = Score(head, candidate);
            if (score > bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return best;
    }

    private static double Score(ReadOnlySpan<char> head, char candidate)
    {
        int inHeader = -1, count = 0, records = 0, agree = 0;
        bool quoted = false, fieldStart = true;
        for (var i = 0; i < head.Length && records < MostRecords; i++)
        {
            var c = head[i];
            var next = i + 1 < head.Length ? head[i + 1] : '\0';
            if (quoted)
            {
                if (c == '"' && next == '"')
                {
                    i++;
                }
                else
                {
                    quoted = c != '"';
                }
            }
            else if (c == '\n' || (c == '\r' && next != '\n'))
            {
                Close();
            }
            else
            {
                quoted = c == '"' && fieldStart;
                fieldStart = c == candidate;
                count += c == candidate ? 1 : 0;
            }
        }

        if (records == 0)
        {
            Close();
        }

        // Agreement decides; among equals the separator that makes more columns.
        return inHeader <= 0 ? 0 : agree / (double)records + (0.001 * Math.Min(inHeader, 100));

        void Close()
        {
            inHeader = inHeader < 0 ? count : inHeader;
            agree += count == inHeader ? 1 : 0;
            records++;
            count = 0;
            fieldStart = true;
        }
    }
}
