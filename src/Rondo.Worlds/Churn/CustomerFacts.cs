namespace Rondo.Worlds;

/// <summary>What the business can see of one customer on one day: the features of a churn model, and no more.</summary>
/// <param name="Customer">The part that never changes.</param>
/// <param name="TenureDays">Days since sign-up, from 0.</param>
/// <param name="SupportTickets90d">Tickets opened in the last 90 days.</param>
/// <param name="LastActiveDays">Days since the last session, 0 to 60 (60 also stands for longer ago).</param>
/// <param name="Sessions30d">Sessions in the last 30 days.</param>
/// <param name="SessionsTrend">
/// (a - b) / (a + b + 1) for the sessions a of the last 30 days and b of the 30 days before; in (-1, 1), negative
/// when activity declines; null for customers of fewer than 60 days.
/// </param>
/// <param name="Satisfaction">Latest survey answer, 1 to 5; null when not answered, which unhappy people do more often.</param>
/// <param name="LatePayments12m">Late payments in the last 12 billing cycles.</param>
/// <param name="FeatureAdoption">Share of features used, in [0, 1], two decimals.</param>
public sealed record CustomerFacts(
    Customer Customer,
    int TenureDays,
    int SupportTickets90d,
    int LastActiveDays,
    int Sessions30d,
    double? SessionsTrend,
    int? Satisfaction,
    int LatePayments12m,
    double FeatureAdoption);
