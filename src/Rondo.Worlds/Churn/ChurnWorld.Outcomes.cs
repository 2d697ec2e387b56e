namespace Rondo.Worlds;

/// <summary>What becomes of customers, and what an offer changes.</summary>
public sealed partial class ChurnWorld
{
    /// <summary>What a customer who leaves costs the business, in the world's money: the margin of the months not stayed.</summary>
    public const decimal CostOfLostCustomer = 200;

    /// <summary>What one contact with an offer costs, in the world's money, whether it helps or not.</summary>
    public const decimal CostOfOffer = 5;

    /// <summary>
    /// What became of a customer in the 30 days after the day, with or without an offer on that day. Both answers
    /// exist for everybody, so a holdout can be compared with its own truth. An offer changes this answer only;
    /// the simulated world goes on as if nobody had been contacted.
    /// </summary>
    /// <param name="customerId">A customer of the day.</param>
    /// <param name="date">The day of the prediction and of the offer.</param>
    /// <param name="contacted">Whether the customer was contacted with an offer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside the simulated time.</exception>
    /// <exception cref="ArgumentException">Nobody of this id is a customer on the day.</exception>
    public Outcome OutcomeOf(string customerId, DateOnly date, bool contacted = false)
    {
        var day = DayOf(date);
        var life = _lives[IndexOf(customerId, day)];
        if (!Leaves(life, day))
        {
            return new Outcome(false, null, date.AddDays(Life.CycleDays), false);
        }

        var leavesOn = life.LeavesOn!.Value;
        var saved = contacted
            && Dice.Uniform(life.Traits.Key, leavesOn, Purpose.Saved) < SavedShare(RiskOf(life, day).Reason);
        return saved
            ? new Outcome(false, null, date.AddDays(Life.CycleDays), true)
            : new Outcome(true, DateOf(leavesOn), DateOf(leavesOn + ReportDelay(life, leavesOn)), false);
    }

    /// <summary>
    /// Share of would-be churners of this reason whom an offer keeps, in [0, 1]. An offer helps against a price,
    /// somewhat against bad service, and not against a move.
    /// </summary>
    public static double SavedShare(RiskReason reason) => reason switch
    {
        RiskReason.Price => 0.50,
        RiskReason.Service => 0.35,
        RiskReason.Product => 0.20,
        RiskReason.Moving => 0.02,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason of this world."),
    };

    /// <summary>Days from leaving to the report: 1 to 30, most within a week, some at the end of the month.</summary>
    private static int ReportDelay(Life life, int leavesOn)
    {
        // The square makes short delays common: the median is 8 days, the mean 10.
        var u = Dice.Uniform(life.Traits.Key, leavesOn, Purpose.ReportDelay);
        return 1 + (int)(u * u * 30);
    }
}
