namespace Rondo.Engines.Learning.LightGbm;

/// <summary>Restores boosted trees from LightGBM's own text, ours or one that Python wrote.</summary>
internal sealed class LightGbmFormat : IModelFormat
{
    /// <summary>Id of the learner.</summary>
    public const string Id = "lightgbm";

    public string Learner => Id;

    public IModel Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return LightGbmModel.Parse(BoundedJson.Whole(stream).ToArray());
    }
}
