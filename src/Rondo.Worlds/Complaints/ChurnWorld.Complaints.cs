namespace Rondo.Worlds;

/// <summary>What customers say without being asked.</summary>
public sealed partial class ChurnWorld
{
    private const double UsualRate = 0.00025;
    private const double AddedRate = 0.00075;
    private const int RiseDays = 28;

    /// <summary>Complaints per customer and day in a world at rest: one in four thousand customers writes on any day.</summary>
    public static double UsualComplaintRate => UsualRate;

    /// <summary>
    /// Everything that customers complained of between two days, both included, in order of time. Some weeks after
    /// the drift (<see cref="ChurnWorldOptions.ComplaintLagDays"/>) the rate begins to rise, to four times the
    /// usual after four weeks more in a world of strength 1; what is added is about offers (60 %) and prices (40 %).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A day is not simulated.</exception>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    public IReadOnlyList<Complaint> Complaints(DateOnly from, DateOnly to)
    {
        var (first, last) = (DayOf(from), DayOf(to));
        if (last < first)
        {
            throw new ArgumentException($"The last day must not be before the first. Got {from:yyyy-MM-dd} to {to:yyyy-MM-dd}.", nameof(to));
        }

        var complaints = new List<Complaint>();
        for (var day = first; day <= last; day++)
        {
            var rate = UsualRate + Added(day);
            for (var i = 0; i < _lives.Length; i++)
            {
                var draw = Dice.Uniform(_lives[i].Traits.Key, day, Purpose.Complaint);
                if (draw < rate && _lives[i].IsActive(day))
                {
                    complaints.Add(Write(i, day, added: draw >= UsualRate));
                }
            }
        }

        return complaints;
    }

    private double Added(int day) => _drift.Day is { } launch
        ? AddedRate * _drift.Strength * Math.Clamp((day - launch - _options.ComplaintLagDays) / (double)RiseDays, 0, 1)
        : 0;

    private Complaint Write(int index, int day, bool added)
    {
        var random = new Pcg(_lives[index].Traits.Key, (ulong)day);
        var onOffers = added && random.Chance(0.6);
        var reason = added ? RiskReason.Price : RiskOf(_lives[index], day).Reason;
        return new Complaint(
            DateOf(day),
            _customers[index].Id,
            onOffers ? "offers" : LabelingTask.LabelOf(reason),
            onOffers ? ComplaintWriter.OnOffers(ref random) : ComplaintWriter.On(reason, ref random));
    }
}
