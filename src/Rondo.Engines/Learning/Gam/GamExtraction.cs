using System.Runtime.CompilerServices;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;
using Rondo.Engines.Learning.Additive;
using Rondo.Engines.Learning.MlNet;

namespace Rondo.Engines.Learning.Gam;

/// <summary>
/// Takes ML.NET's additive model apart into our tables: a curve over ranks becomes a table of categories, the "is
/// missing" input becomes what a missing value adds, and the calibrator's line is folded into all of them, so that the
/// sum is log-odds.
/// </summary>
internal static class GamExtraction
{
    /// <param name="categories">Training rows with ranks in place of categories.</param>
    /// <param name="features">The same rows as the model will see them, without terms.</param>
    /// <param name="expansion">The ranked rows as inputs to ML.NET.</param>
    /// <param name="gam">The trained model.</param>
    /// <param name="calibrator">Its line from scores to log-odds.</param>
    /// <param name="positives">Share of the second class; the answer where no column says anything, which ML.NET answers with 0.5.</param>
    public static AdditiveModel Of(RankedCategories categories, FeatureMatrix features, Expansion expansion, GamBinaryModelParameters gam, PlattCalibrator calibrator, double positives)
    {
        var inputs = new Inputs(gam, -calibrator.Slope);
        var bias = inputs.AllFlat ? Math.Log(positives / (1 - positives)) : (-calibrator.Slope * gam.Bias) - calibrator.Offset;
        var shapes = new Shape[expansion.Blocks.Count];
        for (var i = 0; i < shapes.Length; i++)
        {
            var block = expansion.Blocks[i];
            var (upper, steps) = inputs.Curve(block.Start);
            var present = block.Missing < 0 ? 0 : inputs.At(block.Missing, 0);
            bias += present;
            // ML.NET saw a missing value as the mean (0 after centring) with its own input set.
            double[] missing = [inputs.At(block.Start, 0) + (block.Missing < 0 ? 0 : inputs.At(block.Missing, 1) - present)];
            var curve = new StepShape(block.Centre, block.Scale, upper, steps, missing);
            shapes[i] = categories.IsCategory(i) ? Table(curve, categories.RanksOf(i)) : curve;
        }

        return new AdditiveModel(GamLearner.Id, 2, [bias], shapes, Averages.Of(shapes, features, 1), []);
    }

    private static CategoryShape Table(StepShape curve, ReadOnlySpan<double> ranks)
    {
        var table = new double[ranks.Length];
        for (var code = 0; code < table.Length; code++)
        {
            table[code] = curve.At(ranks[code], 0);
        }

        return new CategoryShape(table, curve.Missing);
    }

    /// <summary>The effects of ML.NET's inputs, in log-odds.</summary>
    private sealed class Inputs
    {
        private readonly Dictionary<int, (double[] Upper, double[] Effects)> _curves = [];

        public Inputs(GamBinaryModelParameters gam, double slope)
        {
            var inputOf = InputOfCurve(gam);
            for (var curve = 0; curve < inputOf.Length; curve++)
            {
                double[] effects = [.. gam.GetBinEffects(curve).Select(effect => effect * slope)];
                if (effects.Length > 0)
                {
                    _curves[inputOf[curve]] = ([.. gam.GetBinUpperBounds(curve).Take(effects.Length - 1)], effects);
                }
            }
        }

        /// <summary>True where no input moves the score.</summary>
        public bool AllFlat => _curves.Values.All(curve => curve.Effects.All(effect => Math.Abs(effect - curve.Effects[0]) < 1e-12));

        /// <summary>
        /// Bounds of all steps but the last, and the effect of every step. An input that ML.NET left out, because it is
        /// constant or too rarely different, has one step without effect.
        /// </summary>
        public (double[] Upper, double[] Effects) Curve(int input) => _curves.TryGetValue(input, out var curve) ? curve : ([], [0]);

        public double At(int input, double value)
        {
            var (upper, effects) = Curve(input);
            return effects[upper.Count(bound => value > bound)];
        }
    }

    /// <summary>
    /// ML.NET numbers its curves without the inputs it left out and keeps to itself which input each is of. A test
    /// compares every prediction with ML.NET's, so a change of that private field cannot pass unseen.
    /// </summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_shapeToInputMap")]
    private static extern ref int[] InputOfCurve(GamModelParametersBase gam);
}
