using System.Globalization;
using Rondo.Contracts;

namespace Rondo.Discovery.Templates;

/// <summary>Which queue does a ticket belong to, and how urgent is it?</summary>
internal sealed class TicketTriage : IProductTemplate
{
    public ProductTemplate About { get; } = new("ticket-triage", "Ticket triage", "Which tickets are urgent, and who should get them?");

    public Brief Brief { get; } = new()
    {
        Who = "Customers who wait, and the support team that sorts tickets by hand",
        Pain = "Response is slow because every ticket is read, classified and ranked by a person before anybody works on it.",
        CostToday = "Minutes of sorting for every ticket, and urgent ones that wait behind the others.",
        DesiredOutcome = "Tickets are classified and ranked when they arrive; people only look at those that are unclear.",
    };

    public IReadOnlyDictionary<RiskName, string> Assumptions { get; } = new Dictionary<RiskName, string>
    {
        [RiskName.Value] = "Customers notice an earlier first answer and stay the longer for it.",
        [RiskName.Usability] = "Agents trust a suggested queue when they can see why, and can change it with one key.",
        [RiskName.Feasibility] = "The ticket system can ask for a suggestion when a ticket arrives.",
        [RiskName.Viability] = "The minutes saved are worth more than the tickets that go to the wrong queue.",
        [RiskName.DataFeasibility] = "Solved tickets are kept with their text, their queue and how long they took.",
    };

    public QuickCheck Check { get; } = new()
    {
        Needs = [DataForm.Text],
        Signals =
        [
            new ExpectedSignal("What the customer wrote", "text"),
            new ExpectedSignal("Where the ticket came from", "channel"),
            new ExpectedSignal("How long the customer has been with us", "tenure_months"),
        ],
    };

    public IReadOnlyDictionary<string, Hypothesis> Hypotheses { get; } = new Dictionary<string, Hypothesis>
    {
        ["words-tell-urgency"] = new()
        {
            Statement = "Tickets that speak of an outage or of money are urgent more often.",
            Where = "text contains 'down' or text contains 'charged'",
            Direction = HypothesisDirection.More,
            Fields = ["text", "channel"],
        },
    };

    public ContextInventory Context { get; } = new()
    {
        Items =
        [
            new ContextItem("Conversations", "The first message alone often does not say what it is about.", "text"),
            new ContextItem("Ticket types", "What the team calls a ticket today is what a model would learn.", "ticket_type"),
            new ContextItem("Resolution outcomes", "Only they say whether the ticket was in the right queue.", "resolution"),
        ],
    };

    /// <summary>6,000 tickets; outages, double charges and locked accounts are urgent more often, and people write as they please.</summary>
    public void WriteSample(TextWriter csv)
    {
        var dice = new Random(17);
        csv.Write("ticket_id,created_at,channel,tenure_months,text,urgent\n");
        var at = new DateTime(2026, 1, 1, 8, 0, 0);
        for (var i = 0; i < 6_000; i++)
        {
            at = at.AddMinutes(1 + dice.Next(80));
            var channel = dice.Next(10) switch { < 5 => "mail", < 8 => "chat", _ => "phone" };
            var theme = Themes[dice.Next(Themes.Length)];
            var urgent = dice.NextDouble() < theme.Urgent + (channel == "phone" ? 0.1 : 0);
            var text = string.Join(' ', [Openings[dice.Next(Openings.Length)], theme.Words[dice.Next(theme.Words.Length)], string.Format(CultureInfo.InvariantCulture, Details[dice.Next(Details.Length)], dice.Next(1_000, 99_999)), urgent && dice.NextDouble() < 0.4 ? Pressing[dice.Next(Pressing.Length)] : ""]).Trim();
            csv.Write(string.Create(CultureInfo.InvariantCulture, $"T{i:00000},{at:yyyy-MM-dd HH:mm},{channel},{dice.Next(1, 90)},\"{text}\",{(urgent ? "yes" : "no")}\n"));
        }
    }

    private static readonly (double Urgent, string[] Words)[] Themes =
    [
        (0.75, ["the whole site is down for us,", "nothing loads since this morning,", "your service is down again,", "all our users get an error,"]),
        (0.6, ["I was charged twice,", "you charged my card for a plan I cancelled,", "money was taken that I do not owe,"]),
        (0.55, ["I am locked out of my account,", "the reset mail never comes,", "somebody else is logged into my account,"]),
        (0.12, ["how do I change my address,", "where can I find the invoice,", "can I add a colleague,", "which plan includes exports,"]),
        (0.08, ["I love the new charts,", "it would be nice to have a dark theme,", "could you add an export to Excel,"]),
        (0.2, ["the export takes very long,", "the mobile app is slow,", "search does not find my file,"]),
    ];

    private static readonly string[] Openings = ["Hi,", "Hello team,", "Hey,", "Good morning,", "To whom it may concern,", ""];

    private static readonly string[] Details = ["order {0}.", "our workspace is {0}.", "reference {0}.", "it is about ticket {0}.", "customer number {0}."];

    private static readonly string[] Pressing = ["This cannot wait.", "We lose customers by the hour.", "Please answer today!", "Our launch depends on it."];
}
