using System.Globalization;
using System.Text;

namespace Rondo.Worlds;

/// <summary>The files that the business hands to a data scientist.</summary>
public sealed partial class ChurnWorld
{
    private const int DatasetARows = 6000;
    private const int LoyalTenureDays = 90;

    /// <summary>
    /// Dataset A of the story: the "customers in good standing" export. Perfectly clean, and only customers of at
    /// least 90 days who do not leave, so <c>churned</c> is No throughout: nothing can be learned from it. Someone
    /// tidied up: unanswered surveys count as 4, charges are whole numbers, the trend has one decimal.
    /// </summary>
    /// <param name="date">The day it shows; null for the world's first day.</param>
    /// <param name="rows">How many; null for up to 6,000.</param>
    /// <returns>CSV with a header, in order of sign-up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The day is not simulated, or there are not as many rows.</exception>
    public string DatasetA(DateOnly? date = null, int? rows = null)
    {
        var on = date ?? Start;
        var day = DayOf(on);
        var loyal = ActiveOn(day)
            .FindAll(i => day - _lives[i].SignUpDay >= LoyalTenureDays && !Leaves(_lives[i], day));
        var chosen = Sample(loyal, rows ?? Math.Min(DatasetARows, loyal.Count), day, salt: 1);
        chosen.Sort();

        return Write(chosen.Select(i =>
        {
            var facts = _behaviour.Observe(_lives[i], _customers[i], day);
            return ChurnColumns.ToCells(facts with
            {
                Customer = facts.Customer with { MonthlyCharge = decimal.Round(facts.Customer.MonthlyCharge) },
                SessionsTrend = Math.Round(facts.SessionsTrend ?? 0, 1),
                Satisfaction = facts.Satisfaction ?? 4,
            }).Append("No").ToArray();
        }));
    }

    /// <summary>
    /// Dataset B of the story: an export as it comes, messy, and with real churn in it. The outcome is that of the
    /// 30 days after <paramref name="date"/>, reported in full by 60 days after it.
    /// </summary>
    /// <param name="date">The day it shows.</param>
    /// <param name="rows">How many customers, drawn without favour; null for all. Duplicates come on top.</param>
    /// <returns>CSV with a header, in no order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The day is not simulated, or there are not as many customers.</exception>
    public string DatasetB(DateOnly date, int? rows = null) => DatasetBWithKey(date, rows).Csv;

    /// <summary>The same file as <see cref="DatasetB"/>, with the list of everything that is wrong with it.</summary>
    /// <inheritdoc cref="DatasetB"/>
    public MessyExport DatasetBWithKey(DateOnly date, int? rows = null)
    {
        var day = DayOf(date);
        var clean = CleanRows(day, rows);
        var (lines, key) = new Spoiler(Header, new Pcg(_seed ^ 0xB, (ulong)day)).Spoil(clean);
        return new MessyExport(Write(lines), key);
    }

    /// <summary>The rows of <see cref="DatasetB"/> as they should have been: the yardstick for what the mess costs.</summary>
    /// <inheritdoc cref="DatasetB"/>
    public string CleanExport(DateOnly date, int? rows = null) => Write(CleanRows(DayOf(date), rows));

    private static string[] Header { get; } = [.. ChurnColumns.Names, ChurnColumns.Churned];

    private List<string[]> CleanRows(int day, int? rows)
    {
        var active = ActiveOn(day);
        return Sample(active, rows ?? active.Count, day, salt: 2).ConvertAll(i => ChurnColumns
            .ToCells(_behaviour.Observe(_lives[i], _customers[i], day))
            .Append(Leaves(_lives[i], day) ? "Yes" : "No")
            .ToArray());
    }

    private List<int> Sample(List<int> from, int rows, int day, ulong salt)
    {
        if (rows < 1 || rows > from.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(rows),
                string.Create(CultureInfo.InvariantCulture, $"On {DateOf(day):yyyy-MM-dd} there are {from.Count} customers for this export; ask for 1 to {from.Count}. Got {rows}."));
        }

        var drawn = from.ToArray();
        new Pcg(_seed ^ salt, (ulong)day).Shuffle(drawn.AsSpan());
        return [.. drawn.AsSpan(0, rows)];
    }

    private static string Write(IEnumerable<string[]> rows)
    {
        var csv = new StringBuilder(1 << 16);
        Csv.AppendLine(csv, Header);
        foreach (var row in rows)
        {
            Csv.AppendLine(csv, row);
        }

        return csv.ToString();
    }
}
