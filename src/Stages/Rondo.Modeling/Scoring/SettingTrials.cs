using Rondo.Engines.Learning;

namespace Rondo.Modeling.Scoring;

/// <summary>Settings to try: the defaults first, then draws from each setting's range (in proportion where the range spans a decade).</summary>
internal static class SettingTrials
{
    public static IEnumerable<LearnerOptions> Of(LearnerDescriptor learner, int trials, int seed)
    {
        yield return LearnerOptions.Default(seed);
        var random = new Random(seed);
        for (var trial = 1; trial < trials && learner.Settings.Count > 0; trial++)
        {
            yield return new LearnerOptions(seed, learner.Settings.ToDictionary(setting => setting.Name, setting => Draw(setting, random)));
        }
    }

    /// <summary>Within a factor of four around the default, inside the range: far from it, settings seldom pay.</summary>
    private static double Draw(LearnerSetting setting, Random random)
    {
        var (low, high) = (Math.Max(setting.Low, setting.Default / 4), Math.Min(setting.High, setting.Default * 4));
        var drawn = low > 0 ? low * Math.Pow(high / low, random.NextDouble()) : low + ((high - low) * random.NextDouble());
        return setting.Default == Math.Floor(setting.Default) && setting.Default >= 1 ? Math.Round(drawn) : drawn;
    }
}
