using static Rondo.Engines.Learning.LightGbm.LightGbmNative;

namespace Rondo.Engines.Learning.LightGbm;

/// <summary>Trains in the native library and gives the model as text; holds native memory only while training.</summary>
internal static class Booster
{
    /// <summary>Trains up to the given rounds; fewer where no further split helps.</summary>
    /// <returns>The model as LightGBM's own text, which Python reads too.</returns>
    public static byte[] Train(TrainingSet training, string parameters, int rounds, IProgress<double>? progress, CancellationToken cancellation)
    {
        using var dataset = Dataset(training.Features, parameters);
        Check(DatasetSetField(dataset, "label", training.Labels.Select(label => (float)label).ToArray(), training.Labels.Length, DataType.Float32));
        if (training.Features.Terms.Count == 0)
        {
            var names = SafeNames(training.Features.Features);
            Check(DatasetSetFeatureNames(dataset, names, names.Length));
        }

        Check(BoosterCreate(dataset, parameters, out var booster));
        using (booster)
        {
            for (var round = 0; round < rounds; round++)
            {
                cancellation.ThrowIfCancellationRequested();
                Check(BoosterUpdateOneIter(booster, out var finished));
                if (finished != 0)
                {
                    break;
                }

                progress?.Report((round + 1) / (double)rounds);
            }

            return Text(booster);
        }
    }

    private static byte[] Text(BoosterHandle booster)
    {
        Check(BoosterSaveModelToString(booster, 0, -1, 0, 0, out var length, []));
        var buffer = new byte[length];
        Check(BoosterSaveModelToString(booster, 0, -1, 0, buffer.Length, out length, buffer));
        return buffer[..(int)(length - 1)]; // Without the closing NUL.
    }

    private static DatasetHandle Dataset(FeatureMatrix features, string parameters)
    {
        DatasetHandle dataset;
        if (features.Terms.Count == 0)
        {
            Check(DatasetCreateFromMat(features.Dense, DataType.Float64, features.Rows, features.Features.Count, 1, parameters, 0, out dataset));
            return dataset;
        }

        var (rowStart, indices, values) = Sparse(features);
        Check(DatasetCreateFromCsr(rowStart, DataType.Int32, indices, values, DataType.Float64, rowStart.Length, values.Length, features.Features.Count + features.Terms.Count, parameters, 0, out dataset));
        return dataset;
    }

    /// <summary>Dense features first (all of them, so that a missing one stays NaN), then the terms that occur.</summary>
    private static (int[] RowStart, int[] Indices, double[] Values) Sparse(FeatureMatrix features)
    {
        var width = features.Features.Count;
        var total = ((long)width * features.Rows) + features.TermIndex.Length;
        var (rowStart, indices, values) = (new int[features.Rows + 1], new int[checked((int)total)], new double[total]);
        var next = 0;
        for (var row = 0; row < features.Rows; row++)
        {
            var dense = features.Row(row);
            for (var i = 0; i < width; i++)
            {
                (indices[next], values[next++]) = (i, dense[i]);
            }

            for (var at = features.RowStart[row]; at < features.RowStart[row + 1]; at++)
            {
                (indices[next], values[next++]) = (width + features.TermIndex[at], features.TermWeight[at]);
            }

            rowStart[row + 1] = next;
        }

        return (rowStart, indices, values);
    }

    /// <summary>LightGBM's text format takes neither spaces nor JSON signs in names; column names may hold both.</summary>
    private static string[] SafeNames(IReadOnlyList<Feature> features)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. features.Select((feature, i) =>
        {
            var name = string.Concat(feature.Name.Select(c => char.IsLetterOrDigit(c) || c is '-' or '.' ? c : '_'));
            return taken.Add(name) ? name : $"{name}_{i}";
        })];
    }
}
