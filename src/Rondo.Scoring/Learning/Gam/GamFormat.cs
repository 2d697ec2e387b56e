using Rondo.Engines.Learning.Additive;

namespace Rondo.Engines.Learning.Gam;

/// <summary>Restores additive models.</summary>
internal sealed class GamFormat : IModelFormat
{
    /// <summary>Id of the learner.</summary>
    public const string Id = "gam";

    public string Learner => Id;

    public IModel Read(Stream stream) => AdditiveJson.Read(stream, Learner);
}
