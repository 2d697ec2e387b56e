namespace Rondo.Statistics;

/// <summary>The two groups with the highest and the lowest share of yes, and whether they differ by more than looking at many groups explains.</summary>
/// <remarks>
/// Whoever names the two ends of k groups has compared all k (k - 1) / 2 pairs. The interval of their difference is
/// Newcombe's (1998, method 10) at Bonferroni's level, so that among groups that do not differ, at most one look in twenty
/// finds a difference.
/// </remarks>
public static class ExtremeGroups
{
    /// <summary>Groups of fewer rows take no part: their shares are mostly chance.</summary>
    public const int FewestRows = 30;

    /// <summary>The ends and their difference.</summary>
    /// <param name="Low">Index of the group with the lowest share.</param>
    /// <param name="High">Index of the group with the highest share.</param>
    /// <param name="Difference">High minus low, its interval at the level of all pairs together.</param>
    public readonly record struct Ends(int Low, int High, Estimate Difference)
    {
        /// <summary>True where chance does not explain the difference.</summary>
        public bool Apart => Difference.Low > 0;
    }

    /// <summary>The ends; null with fewer than two groups of <see cref="FewestRows"/> rows.</summary>
    /// <param name="groups">Rows with yes, and all rows, of each group.</param>
    /// <param name="level">Coverage over all pairs together, in (0, 1).</param>
    public static Ends? Find(ReadOnlySpan<(int Yes, int All)> groups, double level = 0.95)
    {
        Check.Level(level);
        int low = -1, high = -1, counted = 0;
        for (var i = 0; i < groups.Length; i++)
        {
            if (groups[i].All < FewestRows)
            {
                continue;
            }

            counted++;
            low = low < 0 || Share(groups[i]) < Share(groups[low]) ? i : low;
            high = high < 0 || Share(groups[i]) > Share(groups[high]) ? i : high;
        }

        if (counted < 2)
        {
            return null;
        }

        // All alike: any two of them are the ends.
        high = high == low ? Other(groups, low) : high;
        var pairs = counted * (counted - 1) / 2;
        var (least, most) = (groups[low], groups[high]);
        return new Ends(low, high, ProportionShift.Difference(least.Yes, least.All, most.Yes, most.All, 1 - ((1 - level) / pairs)));
    }

    private static double Share((int Yes, int All) group) => (double)group.Yes / group.All;

    private static int Other(ReadOnlySpan<(int Yes, int All)> groups, int but)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            if (i != but && groups[i].All >= FewestRows)
            {
                return i;
            }
        }

        return but;
    }
}
