namespace Rondo.Worlds;

/// <summary>What the business knows of a customer from the first day on; it never changes.</summary>
/// <param name="Id">For example <c>C100042</c>; numbered in order of sign-up.</param>
/// <param name="SignUpDate">First day as a customer.</param>
/// <param name="Plan">basic, plus or pro.</param>
/// <param name="Contract">monthly or yearly.</param>
/// <param name="MonthlyCharge">Price paid per month after discount, in the world's money, two decimals.</param>
/// <param name="Discount">Percent off the list price: 0, 10 or 20.</param>
/// <param name="Channel">web, partner, store or referral.</param>
/// <param name="Region">north, south, east or west.</param>
/// <param name="PaymentMethod">card, direct_debit, invoice or wallet.</param>
/// <param name="AgeBand">18-29, 30-44, 45-59 or 60+.</param>
public sealed record Customer(
    string Id,
    DateOnly SignUpDate,
    string Plan,
    string Contract,
    decimal MonthlyCharge,
    int Discount,
    string Channel,
    string Region,
    string PaymentMethod,
    string AgeBand);
