namespace Rondo.Worlds;

/// <summary>
/// Random numbers by address instead of by order: the draw for (key, day, purpose) is always the same, whoever
/// asks first. So a customer's behaviour on a day need not be stored, and any snapshot can be taken alone.
/// </summary>
internal static class Dice
{
    /// <summary>A 64-bit finaliser with full avalanche (the constants are Stafford's mix 13).</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    /// <summary>Uniform in [0, 1) for this key, day and purpose.</summary>
    public static double Uniform(ulong key, int day, Purpose purpose)
    {
        var address = ((ulong)(uint)day << 8) | (byte)purpose;
        return (Mix(key ^ unchecked(address * 0xD1342543DE82EF95)) >> 11) * (1.0 / 9007199254740992.0);
    }

    /// <summary>
    /// A Poisson count for this key, day and purpose, by inversion of one uniform draw. The mean is to be in
    /// [0, 20]: the steps taken grow with it.
    /// </summary>
    public static int Poisson(ulong key, int day, Purpose purpose, double mean)
    {
        var left = Uniform(key, day, purpose);
        var mass = Math.Exp(-mean);
        var count = 0;
        while (left >= mass && count < 100)
        {
            left -= mass;
            count++;
            mass *= mean / count;
        }

        return count;
    }

    /// <summary>Roughly normal (mean 0, standard deviation 1): the sum of four uniform draws, rescaled.</summary>
    public static double Normalish(ulong key, int day, Purpose purpose)
    {
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            sum += Uniform(Mix(key + (ulong)i), day, purpose);
        }

        // Four uniforms have mean 2 and variance 4/12.
        return (sum - 2) * Math.Sqrt(3);
    }
}
