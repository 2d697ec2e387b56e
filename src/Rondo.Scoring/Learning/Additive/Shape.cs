namespace Rondo.Engines.Learning.Additive;

/// <summary>
/// What one dense feature adds to the scores, as a function of its value alone. Tables are value-major: the entry of
/// value v for output k stands at v x outputs + k.
/// </summary>
/// <param name="missing">What a missing value adds, one entry an output.</param>
internal abstract class Shape(double[] missing)
{
    /// <summary>What a missing value adds, one entry an output.</summary>
    public double[] Missing { get; } = missing;

    /// <summary>What the value adds to output <paramref name="output"/>.</summary>
    public abstract double At(double value, int output);

    /// <summary>Adds to every output.</summary>
    public virtual void Add(double value, Span<double> scores)
    {
        for (var k = 0; k < scores.Length; k++)
        {
            scores[k] += At(value, k);
        }
    }
}

/// <summary>A straight line: slope x (value - centre).</summary>
/// <param name="centre">Value that adds nothing.</param>
/// <param name="slope">Change of the score for one unit, one entry an output.</param>
/// <param name="missing">What a missing value adds.</param>
internal sealed class LinearShape(double centre, double[] slope, double[] missing) : Shape(missing)
{
    public double Centre { get; } = centre;

    public double[] Slope { get; } = slope;

    public override double At(double value, int output) => double.IsNaN(value) ? Missing[output] : Slope[output] * (value - Centre);
}

/// <summary>One entry a category code; codes outside the table count as missing.</summary>
/// <param name="table">codes x outputs.</param>
/// <param name="missing">What a missing or unseen category adds.</param>
internal sealed class CategoryShape(double[] table, double[] missing) : Shape(missing)
{
    public double[] Table { get; } = table;

    public override double At(double value, int output)
    {
        var outputs = Missing.Length;
        return value >= 0 && value < Table.Length / outputs ? Table[((int)value * outputs) + output] : Missing[output];
    }
}

/// <summary>A staircase over (value - centre) x scale, rounded to single precision as the trainer saw it.</summary>
/// <param name="centre">Taken off first.</param>
/// <param name="scale">Multiplied second.</param>
/// <param name="upper">Upper bound of each step but the last, ascending; a value equal to a bound belongs below it.</param>
/// <param name="table">(upper + 1) x outputs.</param>
/// <param name="missing">What a missing value adds.</param>
internal sealed class StepShape(double centre, double scale, double[] upper, double[] table, double[] missing) : Shape(missing)
{
    public double Centre { get; } = centre;

    public double Scale { get; } = scale;

    public double[] Upper { get; } = upper;

    public double[] Table { get; } = table;

    public override double At(double value, int output) =>
        double.IsNaN(value) ? Missing[output] : Table[(Step((float)((value - Centre) * Scale)) * Missing.Length) + output];

    private int Step(double scaled)
    {
        int low = 0, high = Upper.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (scaled <= Upper[middle])
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
