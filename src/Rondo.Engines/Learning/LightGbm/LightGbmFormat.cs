using Rondo.Engines.Tables;
using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Learning.LightGbm;

/// <summary>Restores boosted trees from LightGBM's own text, ours or one that Python wrote.</summary>
internal sealed class LightGbmFormat : IModelFormat
{
    public string Learner => LightGbmLearner.Id;

    public IModel Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        try
        {
            using var bounded = new BoundedStream(stream, BoundedJson.MaxBytes, CancellationToken.None);
            bounded.CopyTo(memory);
        }
        catch (UnreadableTableException)
        {
            throw new InvalidDataException($"The model is larger than {BoundedJson.MaxBytes} bytes.");
        }

        return LightGbmModel.Parse(memory.ToArray());
    }
}
