using Rondo.Engines.Learning.Additive;

namespace Rondo.Engines.Learning.Logistic;

/// <summary>Restores logistic regressions.</summary>
internal sealed class LogisticFormat : IModelFormat
{
    public string Learner => LogisticLearner.Id;

    public IModel Read(Stream stream) => AdditiveJson.Read(stream, Learner);
}
