namespace Rondo.Statistics;

/// <summary>Whether more labels would still help.</summary>
public static class StoppingRule
{
    /// <summary>
    /// Stabilising predictions: labelling may stop when models of consecutive rounds agree on a fixed unlabelled set beyond
    /// chance by at least a limit, several rounds in a row.
    /// </summary>
    /// <param name="agreements">Kappa between the predictions of each round and the next, oldest first.</param>
    /// <param name="limit">0.99 is the convention of the source.</param>
    /// <param name="rounds">How many in a row.</param>
    /// <remarks>Source: Bloodgood and Vijay-Shanker 2009.</remarks>
    public static bool PredictionsAreStable(ReadOnlySpan<double> agreements, double limit = 0.99, int rounds = 3)
    {
        if (agreements.Length < rounds)
        {
            return false;
        }

        foreach (var agreement in agreements[^rounds..])
        {
            if (!(agreement >= limit))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the next labels are worth their price: the expected gain of the learning curve in money against the cost of the labels.</summary>
    /// <param name="curve">Learning curve of the error.</param>
    /// <param name="rows">Rows labelled so far.</param>
    /// <param name="more">Rows that would be added.</param>
    /// <param name="valueOfError">Worth of removing all error.</param>
    /// <param name="costPerLabel">Cost of one label, in the same unit.</param>
    /// <returns>Expected gain minus cost; stop where it is below 0.</returns>
    public static double NetGain(LearningCurve curve, double rows, double more, double valueOfError, double costPerLabel)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var now = curve.Floor + (curve.Scale * Math.Pow(rows, -curve.Rate));
        var then = curve.Floor + (curve.Scale * Math.Pow(rows + more, -curve.Rate));
        return ((now - then) * valueOfError) - (more * costPerLabel);
    }
}
