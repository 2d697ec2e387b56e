using System.IO.Hashing;
using System.Text;
using Rondo.Worlds;

namespace Rondo.Server.Commands.Demo;

/// <summary>
/// The pipe through which the business's rows reach the product. It loses values and spells categories as the export did
/// on which the model was trained: a live feed that were cleaner than the training rows would be a change of its own.
/// </summary>
internal sealed class LeakyPipe(MessKey key)
{
    private readonly Dictionary<string, double> _lost = key.Cells.Where(cell => cell.Kind == MessKind.LostValue)
        .GroupBy(cell => cell.Column).ToDictionary(column => column.Key, column => (double)column.Count() / key.Rows);

    private readonly Dictionary<(string Column, string Clean), (double Share, IReadOnlyList<string> Written)> _spellings = Spellings(key);

    /// <summary>A row as it comes out of the pipe. The same row of the same day always comes out the same.</summary>
    public IReadOnlyDictionary<string, object?> Pass(IReadOnlyDictionary<string, object?> row, DateOnly day)
    {
        var passed = new Dictionary<string, object?>(row);
        foreach (var (column, value) in row)
        {
            var chance = Chance($"{row["customer_id"]}|{day.DayNumber}|{column}");
            if (value is null || column == "customer_id")
            {
                continue;
            }

            if (chance < _lost.GetValueOrDefault(column))
            {
                passed[column] = null;
            }
            else if (value is string text && _spellings.TryGetValue((column, text), out var spelling) && 1 - chance < spelling.Share)
            {
                passed[column] = spelling.Written[(int)((1 - chance) / spelling.Share * spelling.Written.Count)];
            }
        }

        return passed;
    }

    // How often a value is spelled oddly: its odd cells over all odd cells of the column, times the column's share of odd cells.
    private static Dictionary<(string, string), (double, IReadOnlyList<string>)> Spellings(MessKey key)
    {
        var odd = key.Cells.Where(cell => cell.Kind == MessKind.Spelling).ToList();
        var perColumn = odd.GroupBy(cell => cell.Column).ToDictionary(column => column.Key, column => (double)column.Count() / key.Rows);
        return odd.GroupBy(cell => (cell.Column, cell.Clean)).ToDictionary(value => value.Key, value => (perColumn[value.Key.Column], (IReadOnlyList<string>)[.. value.Select(cell => cell.Written)]));
    }

    private static double Chance(string text) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(text)) / (double)ulong.MaxValue;
}
