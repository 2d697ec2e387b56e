namespace Rondo.Engines.Learning;

/// <summary>What a feature is to a learner.</summary>
public enum FeatureKind
{
    /// <summary>A number; NaN where missing.</summary>
    Number,

    /// <summary>A category code 0..n-1; NaN where missing or never seen in training.</summary>
    Category,
}

/// <summary>One dense feature.</summary>
/// <param name="Name">Name of the column it comes from.</param>
/// <param name="Kind">Number or category.</param>
/// <param name="Categories">Texts of the category codes; empty for numbers.</param>
public sealed record Feature(string Name, FeatureKind Kind, IReadOnlyList<string> Categories);

/// <summary>
/// Encoded rows: a dense block (row-major, one value a feature) and, where there is free text, a sparse block
/// of term weights in compressed rows.
/// </summary>
public sealed class FeatureMatrix
{
    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The dense features, in order.</summary>
    public required IReadOnlyList<Feature> Features { get; init; }

    /// <summary>rows x features, row-major; NaN where missing.</summary>
    public required double[] Dense { get; init; }

    /// <summary>Names of the sparse features ("text:word"); empty where there is no text.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>Compressed rows: start of each row in <see cref="TermIndex"/>; rows + 1 entries, or empty.</summary>
    public int[] RowStart { get; init; } = [];

    /// <summary>Indexes into <see cref="Terms"/>, ascending within a row.</summary>
    public int[] TermIndex { get; init; } = [];

    /// <summary>Weight of each term.</summary>
    public float[] TermWeight { get; init; } = [];

    /// <summary>The dense values of one row.</summary>
    public ReadOnlySpan<double> Row(int row) => Dense.AsSpan(row * Features.Count, Features.Count);
}
