namespace Rondo.Worlds;

/// <summary>
/// Lets the customers live. The base has a fixed number of places; when a customer leaves, the place is taken by
/// a newcomer a few days later. Each place has its own random stream, so the result does not depend on order.
/// </summary>
internal static class Population
{
    /// <summary>Days lived before the world's first day, so that day 0 finds a settled mix of old and new customers.</summary>
    private const int WarmUpDays = 600;

    /// <summary>Places open over this many days before the warm-up, or all the oldest customers would be equally old.</summary>
    private const int OpeningDays = 1200;

    /// <returns>All who are customers on day 0 or later, in order of sign-up.</returns>
    public static List<Life> Simulate(ulong seed, int places, int lastDay, Drift drift)
    {
        var lives = new List<(Life Life, int Place)>(places * 4);
        var unhappiness = new List<float>(128);
        var upheaval = new List<bool>(128);
        for (var place = 0; place < places; place++)
        {
            var random = new Pcg(seed, (ulong)place);
            var day = -WarmUpDays - random.Next(OpeningDays);
            while (day <= lastDay)
            {
                var traits = Traits.Draw(ref random, Dice.Mix(seed ^ ((ulong)random.NextUInt() << 32) ^ random.NextUInt()));
                var leavesOn = Live(ref random, traits, day, lastDay, drift, unhappiness, upheaval);
                if (leavesOn is null or > 0)
                {
                    lives.Add((new Life(traits, day, [.. unhappiness], [.. upheaval], leavesOn), place));
                }

                day = (leavesOn ?? lastDay) + 1 + random.Next(8);
            }
        }

        lives.Sort((a, b) => a.Life.SignUpDay != b.Life.SignUpDay
            ? a.Life.SignUpDay.CompareTo(b.Life.SignUpDay)
            : a.Place.CompareTo(b.Place));
        return lives.ConvertAll(x => x.Life);
    }

    /// <summary>One life, cycle by cycle; fills the two lists with the hidden states and returns the day of leaving.</summary>
    private static int? Live(
        ref Pcg random,
        Traits traits,
        int signUpDay,
        int lastDay,
        Drift drift,
        List<float> unhappiness,
        List<bool> upheaval)
    {
        unhappiness.Clear();
        upheaval.Clear();
        var mood = -0.3 + (0.4 * random.NextNormal());
        var upheavalLeft = 0;
        for (var renewal = signUpDay + Life.CycleDays; ; renewal += Life.CycleDays)
        {
            unhappiness.Add((float)mood);
            upheaval.Add(upheavalLeft > 0);
            if (renewal - Life.CycleDays > lastDay)
            {
                return null;
            }

            var grudge = Life.Grudge(unhappiness[^1], unhappiness.Count > 1 ? unhappiness[^2] : null);
            var risk = RiskModel.Of(traits, renewal - signUpDay, grudge, upheavalLeft > 0, drift.Competition(renewal));
            if (random.Chance(risk.Probability))
            {
                return renewal;
            }

            // Moods fade towards a little below zero, wobble, and now and then an incident strikes.
            mood = (0.87 * mood) - 0.12 + (0.25 * random.NextNormal());
            mood += random.Chance(0.13) ? 1.0 + (1.2 * random.NextDouble()) : 0;
            upheavalLeft = upheavalLeft > 0 ? upheavalLeft - 1 : random.Chance(0.025) ? 2 : 0;
        }
    }
}
