namespace Rondo.Worlds;

/// <summary>
/// A small seeded generator of the PCG family (XSH-RR, 64 bits of state, 32 bits out; O'Neill 2014). The same
/// seed and stream give the same numbers on every machine. Not for secrets. Not thread-safe: one per owner.
/// </summary>
internal struct Pcg
{
    private const ulong Multiplier = 6364136223846793005;
    private readonly ulong _increment;
    private ulong _state;

    /// <param name="seed">Where on the sequence to start; any value.</param>
    /// <param name="stream">Which sequence; different streams of one seed are independent for our purposes.</param>
    public Pcg(ulong seed, ulong stream)
    {
        // The increment must be odd for a full period, and mixed, or neighbouring streams start alike.
        _increment = Dice.Mix(stream) | 1;
        _state = Dice.Mix(seed ^ Dice.Mix(stream + 1));
        NextUInt();
    }

    /// <summary>32 uniform bits.</summary>
    public uint NextUInt()
    {
        var old = _state;
        _state = unchecked((old * Multiplier) + _increment);
        var shifted = (uint)(((old >> 18) ^ old) >> 27);
        return System.Numerics.BitOperations.RotateRight(shifted, (int)(old >> 59));
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => NextUInt() * (1.0 / 4294967296.0);

    /// <summary>Uniform whole number in [0, <paramref name="below"/>); <paramref name="below"/> must be positive.</summary>
    public int Next(int below) => (int)(((ulong)NextUInt() * (ulong)below) >> 32);

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Normal with mean 0 and standard deviation 1 (Box and Muller 1958, one of the pair).</summary>
    public double NextNormal()
    {
        // 1 - u keeps the logarithm's argument above zero.
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>An index drawn with the given weights (non-negative, sum above zero).</summary>
    public int Pick(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var left = NextDouble() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }

    /// <summary>Puts the values into a uniformly random order, in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
