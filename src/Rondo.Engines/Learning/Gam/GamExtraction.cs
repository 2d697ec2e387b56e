using System.Runtime.CompilerServices;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;
using Rondo.Engines.Learning.Additive;
using Rondo.Engines.Learning.MlNet;

namespace Rondo.Engines.Learning.Gam;

/// <summary>
/// Takes ML.NET's additive model apart into our tables: effects of one-hot inputs become one table a category column,
/// the "is missing" input becomes what a missing number adds, and the calibrator's line is folded into all of them,
/// so that the sum is log-odds.
/// </summary>
internal static class GamExtraction
{
    public static AdditiveModel Of(FeatureMatrix features, Expansion expansion, GamBinaryModelParameters gam, PlattCalibrator calibrator)
    {
        var input = new Inputs(gam, -calibrator.Slope);
        var bias = (-calibrator.Slope * gam.Bias) - calibrator.Offset;
        var shapes = new Shape[expansion.Blocks.Count];
        for (var i = 0; i < shapes.Length; i++)
        {
            var block = expansion.Blocks[i];
            if (features.Features[i].Kind == FeatureKind.Category)
            {
                var table = new double[block.Categories];
                for (var code = 0; code < table.Length; code++)
                {
                    var absent = input.At(block.Start + code, 0);
                    table[code] = input.At(block.Start + code, 1) - absent;
                    bias += absent;
                }

                shapes[i] = new CategoryShape(table, [0]);
            }
            else
            {
                var (upper, steps) = input.Curve(block.Start);
                var absent = block.Missing < 0 ? 0 : input.At(block.Missing, 0);
                bias += absent;
                var missing = input.At(block.Start, 0) + (block.Missing < 0 ? 0 : input.At(block.Missing, 1) - absent);
                shapes[i] = new StepShape(block.Centre, block.Scale, upper, steps, [missing]);
            }
        }

        return new AdditiveModel(GamLearner.Id, 2, [bias], shapes, Averages.Of(shapes, features, 1), []);
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
                _curves[inputOf[curve]] = ([.. gam.GetBinUpperBounds(curve).Take(effects.Length - 1)], effects);
            }
        }

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
