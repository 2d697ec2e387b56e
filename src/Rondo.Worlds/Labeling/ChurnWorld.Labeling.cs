using System.Globalization;

namespace Rondo.Worlds;

/// <summary>Summaries of customers at risk, for people to label with the reason.</summary>
public sealed partial class ChurnWorld
{
    private const double ClearShare = 0.23;
    private const double ThreeCausesShare = 0.3;

    /// <summary>
    /// Summaries of the customers most at risk, in equal numbers for each reason as far as there are enough.
    /// </summary>
    /// <param name="date">The day.</param>
    /// <param name="items">How many, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is not simulated, or there are not as many customers.</exception>
    public LabelingTask ItemsToLabel(DateOnly date, int items = 100)
    {
        var day = DayOf(date);
        var active = ActiveOn(day);
        if (items < 1 || items > active.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(items), items, $"There are {active.Count} customers on {date:yyyy-MM-dd}; ask for 1 to as many items.");
        }

        var queues = active
            .Select(i => (Index: i, Risk: RiskOf(_lives[i], day)))
            .GroupBy(x => x.Risk.Reason)
            .OrderBy(g => g.Key)
            .Select(g => new Queue<int>(g.OrderByDescending(x => x.Risk.LogOdds).Select(x => x.Index)))
            .ToArray();
        var chosen = new List<int>(items);
        for (var turn = 0; chosen.Count < items; turn++)
        {
            if (queues[turn % queues.Length].TryDequeue(out var next))
            {
                chosen.Add(next);
            }
        }

        return TaskFor(chosen, day);
    }

    /// <summary>Summaries of chosen customers, for example of those about whom a model is least sure.</summary>
    /// <param name="date">The day.</param>
    /// <param name="customerIds">Customers of that day.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is not simulated.</exception>
    /// <exception cref="ArgumentException">One of them is not a customer on the day.</exception>
    public LabelingTask ItemsToLabel(DateOnly date, IReadOnlyList<string> customerIds)
    {
        ArgumentNullException.ThrowIfNull(customerIds);
        var day = DayOf(date);
        return TaskFor([.. customerIds.Select(id => IndexOf(id, day))], day);
    }

    private LabelingTask TaskFor(List<int> chosen, int day)
    {
        var random = new Pcg(_seed ^ 0x1AB, (ulong)day);
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(chosen));
        var clear = new bool[chosen.Count];
        clear.AsSpan(0, (int)Math.Round(ClearShare * clear.Length)).Fill(true);
        random.Shuffle(clear.AsSpan());

        var items = new List<LabelingItem>(chosen.Count);
        for (var n = 0; n < chosen.Count; n++)
        {
            var customer = _customers[chosen[n]];
            var reason = RiskOf(_lives[chosen[n]], day).Reason;
            var mentioned = clear[n] ? [reason] : Mention(reason, ref random);
            items.Add(new LabelingItem(
                string.Create(CultureInfo.InvariantCulture, $"T-{n + 1:000}"),
                customer.Id,
                TicketWriter.Write(customer, DateOf(day), mentioned, reason, ref random),
                mentioned,
                reason));
        }

        return new LabelingTask(Dice.Mix(_seed ^ (ulong)day), items);
    }

    /// <summary>The true reason and one or two others, in random order.</summary>
    private static RiskReason[] Mention(RiskReason reason, ref Pcg random)
    {
        var others = Enum.GetValues<RiskReason>().Where(r => r != reason).ToArray();
        random.Shuffle(others.AsSpan());
        RiskReason[] mentioned = [reason, .. others.Take(random.Chance(ThreeCausesShare) ? 2 : 1)];
        random.Shuffle(mentioned.AsSpan());
        return mentioned;
    }
}
