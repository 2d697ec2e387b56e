namespace Rondo.Worlds;

/// <summary>Finds words for customers who write on their own.</summary>
internal static class ComplaintWriter
{
    private static readonly string[] Offers =
    [
        "I got a goodbye offer although I never thought of leaving, and my brother who left got none.",
        "You used to ask me in time when something was wrong. Lately nobody noticed.",
        "The offers in my account have stopped making sense.",
        "I told you about the cheaper competitor, and all I got was a survey about the app.",
        "The tips used to fit me. Since the new app they are about things I do every day.",
        "It felt as if you knew your customers once. That has stopped working.",
    ];

    private static readonly string[][] Reasons =
    [
        [
            "I pay more than my neighbour does elsewhere for the same thing.",
            "Why do only new customers get a discount?",
            "The bill went up again and I do not see what for.",
            "There is a cheaper one now, give me a reason to stay.",
        ],
        [
            "Nobody has answered my ticket for a week.",
            "Three agents, three stories, and the fault is still there.",
            "You promised to call back and never did.",
            "Second outage this month, and not a word from you.",
        ],
        [
            "I still cannot export my own lists.",
            "The new screens hide everything that I need.",
            "I use one function of this and the rest is in my way.",
            "The import stops halfway and does not say why.",
        ],
        [
            "I am moving and cannot find out how to cancel.",
            "Changing my address took four forms.",
            "We are closing the shop; please stop sending reminders.",
            "My new flat comes with all this included, so I do not need two.",
        ],
    ];

    public static string OnOffers(ref Pcg random) => Any(Offers, ref random);

    public static string On(RiskReason reason, ref Pcg random) => Any(Reasons[(int)reason], ref random);

    private static string Any(string[] choices, ref Pcg random) => choices[random.Next(choices.Length)];
}
