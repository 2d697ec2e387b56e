namespace Rondo.Worlds;

/// <summary>
/// The true model: the log odds that a customer leaves at the end of the current billing cycle, as a sum of four
/// causes and a base. Exactly one cycle ends in any 30 days, so this is also the risk over the next 30 days.
/// The equations are written out in the project's README.
/// </summary>
internal readonly record struct RiskModel(double Base, double Price, double Service, double Product, double Moving)
{
    public double LogOdds => Base + Price + Service + Product + Moving;

    public double Probability => 1 / (1 + Math.Exp(-LogOdds));

    /// <summary>The cause that adds most to the log odds.</summary>
    public RiskReason Reason
    {
        get
        {
            var (reason, most) = (RiskReason.Price, Price);
            (reason, most) = Service > most ? (RiskReason.Service, Service) : (reason, most);
            (reason, most) = Product > most ? (RiskReason.Product, Product) : (reason, most);
            return Moving > most ? RiskReason.Moving : reason;
        }
    }

    /// <param name="traits">Who.</param>
    /// <param name="tenureDays">Days as a customer when the cycle ends.</param>
    /// <param name="grudge">Hidden unhappiness that the customer goes by, see <see cref="Life.Grudge(int)"/>.</param>
    /// <param name="upheaval">Hidden state of the cycle.</param>
    /// <param name="competition">How far the competitor is in the market when the cycle ends, 0 to the drift's strength.</param>
    public static RiskModel Of(Traits traits, int tenureDays, double grudge, bool upheaval, double competition)
    {
        // A yearly customer is bound, except in the cycle in which a year ends.
        var bound = traits.Monthly ? 0 : tenureDays % 360 == 0 ? -0.4 : -1.9;
        var habit = -0.45 * Math.Log(1 + (tenureDays / 120.0));
        var pay = traits.Payment == 2 ? 0.45 : 0;
        var newcomer = tenureDays <= 120 ? 0.4 : 0;

        var grip = traits.Monthly ? 1.0 : 0.2;
        var tempted = competition * Math.Max(0, 0.55 + (1.8 * traits.PriceSensitivity));
        return new RiskModel(
            -2.1 + bound + habit + pay,
            grip * ((0.25 * traits.PriceSensitivity) + tempted),
            (1.9 + newcomer) * grudge,
            -2.4 * (traits.Adoption(tenureDays) - 0.55),
            upheaval ? 2.6 : 0);
    }
}
