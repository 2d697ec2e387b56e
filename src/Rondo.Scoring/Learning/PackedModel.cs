using System.Text.Json;

namespace Rondo.Engines.Learning;

/// <summary>
/// Everything that is needed to turn a row into a decision score: how columns become features, the model, its calibration,
/// and the threshold. What was evaluated is what is served: one package, one hash.
/// </summary>
public sealed class PackedModel(PackageManifest manifest, IFeatureSpace space, IModel model) : IDisposable
{
    private const int StackLimit = 256;

    /// <summary>Names and numbers.</summary>
    public PackageManifest Manifest { get; } = manifest;

    /// <summary>Columns to features.</summary>
    public IFeatureSpace Space { get; } = space;

    /// <summary>Features to raw probabilities.</summary>
    public IModel Model { get; } = model;

    /// <summary>Rows that must get the same scores wherever this package is served; empty in packages that were made before they were kept.</summary>
    public IReadOnlyList<Probe> Probes { get; init; } = [];

    /// <summary>Calibrated probability of the positive class for one JSON row. Does not allocate without text columns.</summary>
    /// <param name="row">Object of column values.</param>
    /// <param name="issues">Receives what was not as in training.</param>
    public double Score(JsonElement row, ICollection<InputIssue> issues)
    {
        Span<double> probabilities = stackalloc double[2];
        if (Space.Terms.Count > 0)
        {
            Model.Score(Space.EncodeOne(row, issues), probabilities);
        }
        else
        {
            Span<double> dense = Space.Features.Count <= StackLimit ? stackalloc double[StackLimit] : new double[Space.Features.Count];
            dense = dense[..Space.Features.Count];
            Space.Encode(row, dense, issues);
            Model.Score(dense, probabilities);
        }

        return Manifest.Calibrate(probabilities[1]);
    }

    /// <summary>Calibrated probabilities of the positive class for encoded rows of a two-class model.</summary>
    public double[] Score(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var raw = new double[features.Rows * 2];
        Model.Score(features, raw);
        var scores = new double[features.Rows];
        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] = Manifest.Calibrate(raw[(row * 2) + 1]);
        }

        return scores;
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}

/// <summary>Names and numbers of a package.</summary>
public sealed record PackageManifest
{
    /// <summary>Version of the package's format.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Learner.</summary>
    public required string Learner { get; init; }

    /// <summary>Column that is predicted.</summary>
    public required string Target { get; init; }

    /// <summary>Class names; for two classes the second one is the positive.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Threshold of the operating point on the calibrated score (two classes).</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Slope of Platt's calibration in log-odds; 1 = none.</summary>
    public double Slope { get; init; } = 1;

    /// <summary>Offset of Platt's calibration in log-odds; 0 = none.</summary>
    public double Offset { get; init; }

    /// <summary>Platt's calibration of a raw probability: sigmoid(slope * logit(p) + offset).</summary>
    public double Calibrate(double probability)
    {
        return 1 / (1 + Math.Exp(-((Slope * Probabilities.LogOdds(probability)) + Offset)));
    }
}

/// <summary>Writes and restores packages.</summary>
public interface IModelPackages
{
    /// <summary>Writes a package.</summary>
    void Write(PackedModel package, Stream stream);

    /// <summary>Restores a package.</summary>
    /// <exception cref="InvalidDataException">Broken, hostile, too large or of another version; nothing is half-loaded.</exception>
    PackedModel Read(Stream stream);
}
