using System.Text;

namespace Rondo.Worlds;

/// <summary>Writes comma-separated lines as RFC 4180 has them, but with a bare line feed at the end.</summary>
internal static class Csv
{
    public static void AppendLine(StringBuilder csv, IReadOnlyList<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                csv.Append(',');
            }

            Append(csv, cells[i]);
        }

        csv.Append('\n');
    }

    private static void Append(StringBuilder csv, string cell)
    {
        if (cell.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            csv.Append(cell);
            return;
        }

        csv.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
