using Microsoft.ML.Data;

namespace Rondo.Engines.Learning.MlNet;

/// <summary>
/// Dense features as one long row of single-precision inputs, as linear trainers want them: numbers centred and scaled
/// to unit deviation, one input for "is missing" where that happened, one input a category, then the terms.
/// </summary>
internal sealed class Expansion
{
    private readonly FeatureMatrix _features;
    private readonly Block[] _blocks;

    private Expansion(FeatureMatrix features, Block[] blocks, int width)
    {
        (_features, _blocks, DenseWidth) = (features, blocks, width);
    }

    /// <summary>The inputs of one dense feature.</summary>
    /// <param name="Start">First input.</param>
    /// <param name="Categories">Inputs for categories; 0 for a number.</param>
    /// <param name="Missing">Input that is 1 where the value is missing; -1 where none is.</param>
    /// <param name="Centre">Mean of the present numbers; what a missing one is taken for.</param>
    /// <param name="Scale">1 / standard deviation; 0 for a constant.</param>
    public readonly record struct Block(int Start, int Categories, int Missing, double Centre, double Scale);

    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>Inputs that come from dense features.</summary>
    public int DenseWidth { get; }

    /// <summary>All inputs.</summary>
    public int Width => DenseWidth + _features.Terms.Count;

    public static Expansion Of(FeatureMatrix features)
    {
        var blocks = new Block[features.Features.Count];
        var next = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            var isCategory = features.Features[i].Kind == FeatureKind.Category;
            blocks[i] = isCategory ? CategoryBlock(features, i, next) : NumberBlock(features, i, next);
            next += (isCategory ? blocks[i].Categories : 1) + (blocks[i].Missing < 0 ? 0 : 1);
        }

        return new Expansion(features, blocks, next);
    }

    /// <summary>The inputs of one row, sparse.</summary>
    public VBuffer<float> Row(int row)
    {
        var dense = _features.Row(row);
        List<int> indexes = new(_blocks.Length);
        List<float> values = new(_blocks.Length);
        for (var i = 0; i < _blocks.Length; i++)
        {
            var block = _blocks[i];
            if (_features.Features[i].Kind == FeatureKind.Category)
            {
                if (dense[i] >= 0 && dense[i] < block.Categories)
                {
                    Put(block.Start + (int)dense[i], 1);
                }
                else if (block.Missing >= 0)
                {
                    Put(block.Missing, 1);
                }
            }
            else if (!double.IsNaN(dense[i]))
            {
                Put(block.Start, (float)((dense[i] - block.Centre) * block.Scale));
            }
            else if (block.Missing >= 0)
            {
                Put(block.Missing, 1);
            }
        }

        if (_features.RowStart.Length > 0)
        {
            for (var at = _features.RowStart[row]; at < _features.RowStart[row + 1]; at++)
            {
                Put(DenseWidth + _features.TermIndex[at], _features.TermWeight[at]);
            }
        }

        return new VBuffer<float>(Width, values.Count, [.. values], [.. indexes]);

        void Put(int index, float value)
        {
            if (value != 0)
            {
                indexes.Add(index);
                values.Add(value);
            }
        }
    }

    private static Block CategoryBlock(FeatureMatrix features, int feature, int next)
    {
        var categories = features.Features[feature].Categories.Count;
        var missing = false;
        for (var row = 0; row < features.Rows && !missing; row++)
        {
            missing = double.IsNaN(features.Row(row)[feature]);
        }

        return new Block(next, categories, missing ? next + categories : -1, 0, 0);
    }

    private static Block NumberBlock(FeatureMatrix features, int feature, int next)
    {
        double mean = 0, squares = 0;
        var present = 0;
        for (var row = 0; row < features.Rows; row++)
        {
            var value = features.Row(row)[feature];
            if (!double.IsNaN(value))
            {
                // Welford: stable where the mean is large against the spread.
                present++;
                var delta = value - mean;
                mean += delta / present;
                squares += delta * (value - mean);
            }
        }

        var deviation = present > 1 ? Math.Sqrt(squares / present) : 0;
        return new Block(next, 0, present < features.Rows ? next + 1 : -1, mean, deviation > 1e-12 * Math.Max(1, Math.Abs(mean)) ? 1 / deviation : 0);
    }
}
