namespace Rondo.Statistics;

/// <summary>Where a monotone function crosses zero.</summary>
internal static class Roots
{
    /// <summary>Bisection to the last bit: slow and certain. The function has different signs at the ends.</summary>
    internal static double Bisect(Func<double, double> function, double low, double high)
    {
        var rising = function(low) < function(high);
        for (var step = 0; step < 200; step++)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            if (function(middle) < 0 == rising)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low + ((high - low) / 2);
    }
}
