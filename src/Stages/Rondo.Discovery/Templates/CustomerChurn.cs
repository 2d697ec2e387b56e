using System.Globalization;
using Rondo.Contracts;

namespace Rondo.Discovery.Templates;

/// <summary>Which customers are about to leave?</summary>
internal sealed class CustomerChurn : IProductTemplate
{
    public ProductTemplate About { get; } = new("customer-churn", "Customer churn", "Which customers are about to leave, early enough to do something about it?");

    public Brief Brief { get; } = new()
    {
        Who = "The team that looks after existing customers",
        Pain = "Learns that a customer leaves when the cancellation arrives.",
        CostToday = "Every customer lost costs what it takes to win a new one; nobody has put a number on it yet.",
        DesiredOutcome = "Reach most of those who would leave weeks before they do, without bothering the others.",
    };

    public IReadOnlyDictionary<RiskName, string> Assumptions { get; } = new Dictionary<RiskName, string>
    {
        [RiskName.Value] = "A call or an offer in time keeps some of those who would leave.",
        [RiskName.Usability] = "The team works through a short list each morning, with a reason beside each name.",
        [RiskName.Feasibility] = "A nightly list is enough; nothing has to answer in milliseconds.",
        [RiskName.Viability] = "A kept customer is worth more than the calls that reached the wrong ones.",
        [RiskName.DataFeasibility] = "Usage, tickets, payments and past cancellations can be brought together by customer.",
    };

    public QuickCheck Check { get; } = new()
    {
        Needs = [DataForm.Table],
        Signals =
        [
            new ExpectedSignal("Many support tickets", "ticket_count"),
            new ExpectedSignal("Falling activity", "last_activity_date"),
            new ExpectedSignal("A subscription that ends soon", "subscription_status"),
            new ExpectedSignal("Low satisfaction", "satisfaction_score"),
            new ExpectedSignal("Late payments", "payment_history"),
        ],
    };

    public IReadOnlyDictionary<string, Hypothesis> Hypotheses { get; } = new Dictionary<string, Hypothesis>
    {
        ["frustrated-users-leave"] = new()
        {
            Statement = "Users who write many tickets, are less active than before and are unhappy may be at higher churn risk.",
            Direction = HypothesisDirection.More,
            Fields = ["ticket_count", "last_activity_date", "subscription_status", "satisfaction_score", "payment_history"],
        },
    };

    public ContextInventory Context { get; } = new()
    {
        Items =
        [
            new ContextItem("Conversations with support", "Numbers say that somebody is unhappy; conversations say why.", "conversation_text"),
            new ContextItem("Ticket types", "A billing question and an outage do not weigh the same.", "ticket_type"),
            new ContextItem("Resolution outcomes", "Whether the problem was solved decides whether somebody stays.", "resolution"),
        ],
    };

    /// <summary>6,000 customers; who writes often, has gone quiet, pays late or is unhappy leaves more often, and much of it is chance.</summary>
    public void WriteSample(TextWriter csv)
    {
        var dice = new Random(31);
        csv.Write("customer_id,ticket_count,last_activity_date,subscription_status,satisfaction_score,payment_history,plan,churned\n");
        var asOf = new DateOnly(2026, 6, 30);
        for (var i = 0; i < 6_000; i++)
        {
            var tickets = (int)(-1.4 * Math.Log(1 - dice.NextDouble()));
            var quiet = (int)(-14 * Math.Log(1 - dice.NextDouble()));
            var status = dice.NextDouble() < 0.15 ? "ends soon" : dice.NextDouble() < 0.1 ? "paused" : "active";
            var late = dice.NextDouble() < 0.12;
            double? happy = dice.NextDouble() < 0.3 ? null : Math.Round(Math.Clamp(7.4 - (0.6 * tickets) + (2 * (dice.NextDouble() + dice.NextDouble() - 1)), 0, 10));
            var logit = -2.6 + (0.35 * tickets) + (0.045 * quiet) + (status == "ends soon" ? 1.1 : status == "paused" ? 0.7 : 0) + (late ? 0.8 : 0) + (happy is < 5 ? 0.7 : 0);
            var left = dice.NextDouble() < 1 / (1 + Math.Exp(-logit));
            csv.Write(string.Create(CultureInfo.InvariantCulture, $"K{i:00000},{tickets},{asOf.AddDays(-quiet):yyyy-MM-dd},{status},{happy},{(late ? "late" : dice.NextDouble() < 0.04 ? "" : "on time")},{(dice.Next(3) switch { 0 => "basic", 1 => "plus", _ => "team" })},{(left ? "yes" : "no")}\n"));
        }
    }
}
