namespace Rondo.Worlds;

/// <summary>The hidden side of a customer that does not change, and indices of the visible attributes.</summary>
/// <param name="Key">Address of all the customer's daily draws.</param>
/// <param name="Plan">Index into <see cref="Attributes.Plans"/>.</param>
/// <param name="Contract">Index into <see cref="Attributes.Contracts"/>.</param>
/// <param name="Channel">Index into <see cref="Attributes.Channels"/>.</param>
/// <param name="Region">Index into <see cref="Attributes.Regions"/>.</param>
/// <param name="Payment">Index into <see cref="Attributes.Payments"/>.</param>
/// <param name="AgeBand">Index into <see cref="Attributes.AgeBands"/>.</param>
/// <param name="Discount">Percent off the list price.</param>
/// <param name="MonthlyCharge">Price per month after discount.</param>
/// <param name="PriceSensitivity">About standard normal over newcomers.</param>
/// <param name="Engagement">Log of how much more than the typical customer this one uses the product.</param>
/// <param name="AdoptionCeiling">Share of features used when settled in, in [0, 1].</param>
/// <param name="AppLagDays">Days from the app's launch to this customer's first use; null: never uses it.</param>
internal sealed record Traits(
    ulong Key,
    int Plan,
    int Contract,
    int Channel,
    int Region,
    int Payment,
    int AgeBand,
    int Discount,
    decimal MonthlyCharge,
    double PriceSensitivity,
    double Engagement,
    double AdoptionCeiling,
    int? AppLagDays)
{
    public bool Monthly => Contract == 0;

    /// <summary>Share of features in use after so many days, in [0, 1]: people settle in over about four months.</summary>
    public double Adoption(int tenureDays) => AdoptionCeiling * (1 - (0.75 * Math.Exp(-tenureDays / 120.0)));

    /// <summary>Draws a newcomer. Price sensitivity comes first: it decides how people buy, and so leaves traces.</summary>
    public static Traits Draw(ref Pcg random, ulong key)
    {
        var age = random.Pick([0.26, 0.34, 0.24, 0.16]);
        var sensitivity = random.NextNormal() + (age == 0 ? 0.25 : age == 3 ? 0.1 : -0.1);
        var bargain = 1 / (1 + Math.Exp(-3.0 * sensitivity));

        var channel = random.Pick([0.45, 0.04 + (0.42 * bargain), 0.2 - (0.1 * bargain), 0.14]);
        var plan = random.Pick([0.2 + (0.55 * bargain), 0.45, 0.35 - (0.28 * bargain)]);
        var discount = random.Pick([1.0 - (0.8 * bargain), 0.35, 0.7 * bargain]) * 10;
        var contract = random.Chance(plan == 2 ? 0.3 : 0.18) ? 1 : 0;
        var payment = random.Pick([0.42, 0.28, 0.08 + (0.2 * bargain), age == 0 ? 0.3 : 0.1]);
        var list = plan switch { 0 => 19.0, 1 => 39.0, _ => 69.0 };
        var charge = (list + (random.Next(7) * 2.5)) * (1 - (discount / 100.0));

        // Coupons live in the app, so the price-sensitive and the young come to it first.
        var usesApp = random.Chance(1 / (1 + Math.Exp(-(0.5 + (1.0 * sensitivity) - (0.5 * (age - 1))))));
        return new Traits(
            key,
            plan,
            contract,
            channel,
            random.Pick([0.3, 0.25, 0.25, 0.2]),
            payment,
            age,
            discount,
            decimal.Round((decimal)charge, 2),
            sensitivity,
            0.2 * random.NextNormal(),
            Math.Clamp(0.55 + (0.08 * plan) + (0.2 * random.NextNormal()), 0.05, 1),
            usesApp ? random.Next(40) : null);
    }
}
