using Rondo.Engines.Learning.Additive;

namespace Rondo.Engines.Learning.Logistic;

/// <summary>Restores logistic regressions.</summary>
internal sealed class LogisticFormat : IModelFormat
{
    /// <summary>Id of the learner.</summary>
    public const string Id = "logistic";

    public string Learner => Id;

    public IModel Read(Stream stream) => AdditiveJson.Read(stream, Learner);
}
