namespace Rondo.Worlds;

/// <summary>Turns hidden state into what the business sees, day by day, from addressed draws.</summary>
internal sealed class Behaviour(Drift drift)
{
    private const int TicketDays = 90;
    private const int SessionDays = 60;

    public CustomerFacts Observe(Life life, Customer customer, int day)
    {
        var traits = life.Traits;
        var tenure = day - life.SignUpDay;
        var (recent, before, lastActive, tickets) = (0, 0, Math.Min(SessionDays, tenure), 0);
        for (var back = Math.Min(TicketDays, tenure) - 1; back >= 0; back--)
        {
            var on = day - back;
            var cycle = life.Cycle(on);
            var unhappiness = life.Unhappiness(cycle);
            if (back < SessionDays)
            {
                var sessions = Dice.Poisson(traits.Key, on, Purpose.Sessions, SessionRate(life, cycle, on));
                recent += back < 30 ? sessions : 0;
                before += back < 30 ? 0 : sessions;
                lastActive = sessions > 0 ? back : lastActive;
            }

            var ticketRate = Math.Min(0.4, 0.016 * Math.Exp(0.9 * unhappiness));
            tickets += Dice.Uniform(traits.Key, on, Purpose.Tickets) < ticketRate ? 1 : 0;
        }

        var adoption = traits.Adoption(tenure) + (0.03 * Dice.Normalish(traits.Key, life.Cycle(day), Purpose.AdoptionNoise));
        return new CustomerFacts(
            customer,
            tenure,
            tickets,
            lastActive,
            recent,
            tenure < SessionDays ? null : Math.Round((recent - before) / (recent + before + 1.0), 3),
            Survey(life, life.Cycle(day)),
            LatePayments(life, life.Cycle(day)),
            Math.Round(Math.Clamp(adoption, 0, 1), 2));
    }

    /// <summary>
    /// Expected sessions on a day. Unhappy people and people in upheaval use the product less. The mobile app
    /// doubles sessions and hides the decline: its reminders open the product whatever the mood.
    /// </summary>
    private double SessionRate(Life life, int cycle, int day)
    {
        var traits = life.Traits;
        var app = drift.UsesApp(traits, day);
        var log = -0.35 + traits.Engagement
            - ((app ? 0.4 : 0.75) * life.Unhappiness(cycle))
            - (life.Upheaval(cycle) ? (app ? 0.8 : 1.5) : 0)
            + (app ? 0.7 : 0);
        return Math.Min(12, Math.Exp(log));
    }

    /// <summary>One survey per billing cycle.</summary>
    private static int? Survey(Life life, int cycle)
    {
        var (key, mood) = (life.Traits.Key, life.Unhappiness(cycle));
        var answers = 1 / (1 + Math.Exp(-(0.45 - (0.75 * mood))));
        if (Dice.Uniform(key, cycle, Purpose.SurveyAnswered) >= answers)
        {
            return null;
        }

        var felt = 3.6 - (1.0 * mood) + (0.5 * Dice.Normalish(key, cycle, Purpose.SurveyScore));
        return (int)Math.Clamp(Math.Round(felt), 1, 5);
    }

    private static int LatePayments(Life life, int cycle)
    {
        var late = 0;
        for (var c = Math.Max(0, cycle - 11); c <= cycle; c++)
        {
            var log = -3.2 + (0.5 * life.Traits.PriceSensitivity) + (life.Traits.Payment == 2 ? 0.9 : 0)
                + (life.Upheaval(c) ? 2 : 0);
            late += Dice.Uniform(life.Traits.Key, c, Purpose.LatePayment) < 1 / (1 + Math.Exp(-log)) ? 1 : 0;
        }

        return late;
    }
}
