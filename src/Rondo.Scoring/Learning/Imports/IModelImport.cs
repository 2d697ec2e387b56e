namespace Rondo.Engines.Learning.Imports;

/// <summary>Reads models that were made elsewhere. Adding a format adds one file: imports are found, not listed.</summary>
public interface IModelImport
{
    /// <summary>Name of the file in a bundle that this import reads, for example <c>model.onnx</c>.</summary>
    string FileName { get; }

    /// <summary>Reads a model of two classes.</summary>
    /// <param name="model">Its bytes; may be hostile.</param>
    /// <param name="features">The columns that it expects, in order, as whoever made it declares them; null where they did not.</param>
    /// <exception cref="InvalidDataException">Broken, hostile, too large, of a form that is not read here, or in need of declared columns.</exception>
    ImportedModel Read(byte[] model, IReadOnlyList<DeclaredFeature>? features);
}

/// <summary>A model and the columns that it expects.</summary>
/// <param name="Model">Model; the caller disposes it.</param>
/// <param name="Features">Columns in the model's order.</param>
public sealed record ImportedModel(IModel Model, IReadOnlyList<DeclaredFeature> Features);

/// <summary>A column that a model expects.</summary>
/// <param name="Name">Name of the column, as callers send it.</param>
/// <param name="Categories">Texts of the category codes 0, 1, ...; null or empty for numbers.</param>
/// <param name="Low">Smallest training value; null where it is not known, and then no value is out of range.</param>
/// <param name="High">Largest training value; null where it is not known.</param>
/// <param name="Typical">Middle value, or the code of the most frequent category: what an explanation compares with; null where it is not known.</param>
public sealed record DeclaredFeature(string Name, IReadOnlyList<string>? Categories = null, double? Low = null, double? High = null, double? Typical = null)
{
    /// <summary>True for a category.</summary>
    public bool IsCategory => Categories is { Count: > 0 };
}
