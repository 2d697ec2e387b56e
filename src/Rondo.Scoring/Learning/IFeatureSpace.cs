using System.Text.Json;
using Rondo.Engines.Learning.Imports;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Learning;

/// <summary>
/// How the columns of a product become features: fitted on training rows only, then applied unchanged to every other
/// row, in batch and one by one, so that training and serving cannot disagree.
/// </summary>
public interface IFeatureSpace
{
    /// <summary>Dense features, in order.</summary>
    IReadOnlyList<Feature> Features { get; }

    /// <summary>Sparse term features, in order; empty without text columns.</summary>
    IReadOnlyList<string> Terms { get; }

    /// <summary>The columns that a row has, as a caller must send them: dense ones first, then texts.</summary>
    IReadOnlyList<InputColumn> Inputs { get; }

    /// <summary>Encodes a table that has (at least) the columns of the space.</summary>
    FeatureMatrix Encode(Table table);

    /// <summary>Encodes one JSON object of column values without allocating; reports what did not fit.</summary>
    /// <param name="row">An object: column name to string, number, boolean or null.</param>
    /// <param name="dense">One slot a dense feature.</param>
    /// <param name="issues">Receives a line for each missing column, unseen category, wrong type or value out of the trained range.</param>
    void Encode(JsonElement row, Span<double> dense, ICollection<InputIssue> issues);

    /// <summary>Encodes one JSON object as a matrix of one row (with its terms); for products with text.</summary>
    FeatureMatrix EncodeOne(JsonElement row, ICollection<InputIssue> issues);

    /// <summary>Writes itself as JSON.</summary>
    void Write(Stream stream);
}

/// <summary>One column of a row.</summary>
/// <param name="Name">Name.</param>
/// <param name="IsNumber">True where it holds numbers; dates, categories and texts come as text.</param>
public readonly record struct InputColumn(string Name, bool IsNumber);

/// <summary>One thing that was not as in training.</summary>
/// <param name="Column">Column name.</param>
/// <param name="Code"><c>missing_column</c>, <c>missing_value</c>, <c>unseen_category</c>, <c>wrong_type</c> or <c>out_of_range</c>.</param>
/// <param name="Value">The value as given, cut to 100 characters.</param>
public readonly record struct InputIssue(string Column, string Code, string Value);

/// <summary>Makes and restores feature spaces.</summary>
public interface IFeatureSpaces
{
    /// <summary>Learns categories, ranges, medians and vocabulary from training rows.</summary>
    /// <param name="training">Training rows only.</param>
    /// <param name="exclude">Columns that must not be features (the target, identifiers, the split).</param>
    IFeatureSpace Fit(Table training, IReadOnlySet<string> exclude);

    /// <summary>A space as whoever made a model declares it.</summary>
    /// <param name="features">Columns in the model's order.</param>
    /// <exception cref="InvalidDataException">A name or a category stands twice, or there are too many categories.</exception>
    IFeatureSpace Declare(IReadOnlyList<DeclaredFeature> features);

    /// <summary>Restores what <see cref="IFeatureSpace.Write"/> wrote.</summary>
    IFeatureSpace Read(Stream stream);
}
