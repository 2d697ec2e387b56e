using Rondo.Engines.Learning.Additive;

namespace Rondo.Engines.Learning.Gam;

/// <summary>Restores additive models.</summary>
internal sealed class GamFormat : IModelFormat
{
    public string Learner => GamLearner.Id;

    public IModel Read(Stream stream) => AdditiveJson.Read(stream, Learner);
}
