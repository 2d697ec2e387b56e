using System.Globalization;

namespace Rondo.Worlds;

/// <summary>Writes the summaries that annotators read: an opening, the complaints in order, and what would help.</summary>
internal static class TicketWriter
{
    private static readonly string[] Openings =
    [
        "Customer on the {0} plan for {1} months, {2} contract.",
        "Call from a {0} customer, with us {1} months ({2} contract).",
        "Chat summary: {0} plan, {2} billing, customer for {1} months.",
        "Follow-up on a {2} {0} subscription, month {1}.",
        "Retention call. Plan {0}, contract {2}, {1} months so far.",
    ];

    private static readonly string[][] Complaints =
    [
        [
            "Finds the monthly bill too high for what it is.",
            "Saw a cheaper offer elsewhere and read out the figures.",
            "Asked twice why the charge went up since last year.",
            "Says the household budget is tight and every fee counts.",
            "Compared our tariff with two others during the call.",
            "Is annoyed that new customers pay less.",
            "Wants to know when the next discount comes.",
        ],
        [
            "Waited nine days for an answer to an open ticket.",
            "Was passed on between three agents and had to explain it again each time.",
            "The promised call back never came.",
            "Reports two outages in a week and no word from us.",
            "Says the last agent was rude.",
            "The fault was marked as solved although it was not.",
            "Has sent the same form four times.",
        ],
        [
            "Hardly uses it, because the reports do not show what is needed.",
            "Never found out how to share a list with the team.",
            "Misses an export to a spreadsheet.",
            "The new screens are confusing, and the search finds nothing.",
            "Uses one function out of ten and does not see the point of the rest.",
            "The import of older data fails halfway.",
            "Says it does not fit the way they work.",
        ],
        [
            "Is moving abroad at the end of the quarter.",
            "Moves in with a partner who has a subscription already.",
            "Closes the shop this summer.",
            "Changes jobs and gets it through the new employer.",
            "Gives up the flat and does not know yet where to live.",
            "Retires next month and winds things up.",
            "The family is relocating and the new house has everything included.",
        ],
    ];

    private static readonly string[][] Remedies =
    [
        [
            "Would stay for a lower price.",
            "Asked what would help: a discount, nothing else.",
            "Says ten percent off the bill would settle it.",
            "Would renew today if the fee were cut.",
        ],
        [
            "Would stay if somebody finally took care of the open case.",
            "Asked what would help: an answer and an apology.",
            "Says one agent who sees it through would settle it.",
            "Would renew if the fault were repaired this week.",
        ],
        [
            "Would stay if the missing function came.",
            "Asked what would help: somebody to show how it works.",
            "Says a working import would settle it.",
            "Would renew if it did what they need.",
        ],
        [
            "Says nothing we offer would change it, the move is fixed.",
            "Asked what would help: nothing, life is changing.",
            "Was friendly, and has no use for it at the new place.",
            "Would not stay even for free after the move.",
        ],
    ];

    public static string Write(
        Customer customer, DateOnly on, IReadOnlyList<RiskReason> mentioned, RiskReason decisive, ref Pcg random)
    {
        var months = Math.Max(1, (on.DayNumber - customer.SignUpDate.DayNumber) / 30);
        var sentences = new List<string>(mentioned.Count + 2)
        {
            string.Format(
                CultureInfo.InvariantCulture, Any(Openings, ref random), customer.Plan, months, customer.Contract),
        };
        foreach (var reason in mentioned)
        {
            sentences.Add(Any(Complaints[(int)reason], ref random));
        }

        sentences.Add(Any(Remedies[(int)decisive], ref random));
        return string.Join(' ', sentences);
    }

    private static string Any(string[] choices, ref Pcg random) => choices[random.Next(choices.Length)];
}
