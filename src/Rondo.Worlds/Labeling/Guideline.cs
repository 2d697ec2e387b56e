namespace Rondo.Worlds;

/// <summary>The two guidelines of the story.</summary>
public static class Guideline
{
    /// <summary>The first: short, and silent on customers with several reasons. Everybody falls back on habit.</summary>
    public const string One =
        "Read the summary and choose the reason for risk: price, service, product or moving.";

    /// <summary>The second: says what decides when several reasons are named, and gives examples.</summary>
    public const string Two =
        """
        Read the summary and choose the one reason for risk: price, service, product or moving.
        When several reasons are named, what the customer says would have kept them decides, however late it is named.
        - price: a lower bill or a discount would keep them. Talk of money alone is not enough.
        - service: an answer, a repair or an apology would keep them.
        - product: a feature, a fix or help in using it would keep them.
        - moving: nothing we offer would keep them, because their life or home changes.
        Example: "complains of the bill, waited two weeks for a call, would stay if the fault were fixed" is service.
        If nothing is said of what would keep them, choose the reason with the most sentences.
        """;
}
