using System.Globalization;

namespace Rondo.Worlds;

/// <summary>The columns of the churn world's tables, in their order, and how a customer's facts fill them.</summary>
public static class ChurnColumns
{
    /// <summary>Names the customer; not a feature.</summary>
    public const string CustomerId = "customer_id";

    /// <summary>The outcome in exports: whether the customer left within 30 days.</summary>
    public const string Churned = "churned";

    private static readonly (string Name, Func<CustomerFacts, object?> Value)[] Definitions =
    [
        (CustomerId, f => f.Customer.Id),
        ("sign_up_date", f => f.Customer.SignUpDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("tenure_days", f => f.TenureDays),
        ("plan", f => f.Customer.Plan),
        ("contract", f => f.Customer.Contract),
        ("monthly_charge", f => f.Customer.MonthlyCharge),
        ("discount", f => f.Customer.Discount),
        ("channel", f => f.Customer.Channel),
        ("region", f => f.Customer.Region),
        ("payment_method", f => f.Customer.PaymentMethod),
        ("age_band", f => f.Customer.AgeBand),
        ("support_tickets_90d", f => f.SupportTickets90d),
        ("last_active_days", f => f.LastActiveDays),
        ("sessions_30d", f => f.Sessions30d),
        ("sessions_trend", f => f.SessionsTrend),
        ("satisfaction", f => f.Satisfaction),
        ("late_payments_12m", f => f.LatePayments12m),
        ("feature_adoption", f => f.FeatureAdoption),
    ];

    /// <summary>Names of all columns but the outcome; the first is <see cref="CustomerId"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Definitions.Select(d => d.Name)];

    /// <summary>Column name to value: text, <see cref="int"/>, <see cref="double"/>, <see cref="decimal"/> or null.</summary>
    public static IReadOnlyDictionary<string, object?> ToRow(CustomerFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var row = new Dictionary<string, object?>(Definitions.Length, StringComparer.Ordinal);
        foreach (var (name, value) in Definitions)
        {
            row[name] = value(facts);
        }

        return row;
    }

    /// <summary>The values as text in column order; empty where unknown.</summary>
    internal static string[] ToCells(CustomerFacts facts) => Array.ConvertAll(
        Definitions,
        d => d.Value(facts) switch
        {
            null => "",
            string text => text,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString() ?? "",
        });
}
