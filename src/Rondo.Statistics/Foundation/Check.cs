using System.Runtime.CompilerServices;

namespace Rondo.Statistics;

/// <summary>Preconditions of the typed functions: a broken one is a bug of the caller and throws.</summary>
internal static class Check
{
    internal static void SameLength(int first, int second, [CallerArgumentExpression(nameof(second))] string? name = null)
    {
        if (first != second)
        {
            throw new ArgumentException($"Lengths must agree: {first} and {second} ({name}).", name);
        }
    }

    internal static void Level(double level)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1, for example 0.95.");
        }
    }

    /// <summary>True where a value is NaN or infinite.</summary>
    internal static bool HasNonFinite(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where a value is NaN; infinities have an order and are welcome to rank statistics.</summary>
    internal static bool HasNaN(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    internal static int CountTrue(ReadOnlySpan<bool> flags)
    {
        var count = 0;
        foreach (var flag in flags)
        {
            count += flag ? 1 : 0;
        }

        return count;
    }
}
