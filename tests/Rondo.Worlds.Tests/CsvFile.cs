using System.Globalization;
using System.Text;

namespace Rondo.Tests.Worlds;

/// <summary>An independent reader of the exports: RFC 4180, nothing guessed.</summary>
internal sealed record CsvFile(string[] Header, List<string[]> Rows)
{
    private static readonly string[] Texts = ["customer_id", "sign_up_date", "plan", "contract", "channel", "region", "payment_method", "age_band"];

    public static CsvFile Parse(string csv)
    {
        var rows = new List<string[]>();
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            switch (csv[i])
            {
                case '"' when quoted && i + 1 < csv.Length && csv[i + 1] == '"':
                    cell.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    cells.Add(cell.ToString());
                    cell.Clear();
                    break;
                case '\n' when !quoted:
                    cells.Add(cell.ToString());
                    cell.Clear();
                    rows.Add([.. cells]);
                    cells.Clear();
                    break;
                default:
                    cell.Append(csv[i]);
                    break;
            }
        }

        quoted.ShouldBeFalse();
        return new CsvFile(rows[0], rows[1..]);
    }

    public string Cell(int row, string column) => Rows[row][Array.IndexOf(Header, column)];

    public IEnumerable<string> Column(string name)
    {
        var at = Array.IndexOf(Header, name);
        return Rows.Select(r => r[at]);
    }

    /// <summary>Rows as a careless reader would take them: what is no plain number is missing, texts stay as they are.</summary>
    public (IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows, bool[] Churned) LooseRows()
    {
        var rows = Rows.ConvertAll(row => (IReadOnlyDictionary<string, object?>)Header.Zip(row).ToDictionary(
            x => x.First,
            x => Texts.Contains(x.First) || x.First == "churned" ? x.Second
                : double.TryParse(x.Second, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (object?)null));
        return (rows, [.. Column("churned").Select(IsYes)]);
    }

    public static bool IsYes(string label) => label is "Yes" or "yes" or "Y" or "YES" or "churned";
}
