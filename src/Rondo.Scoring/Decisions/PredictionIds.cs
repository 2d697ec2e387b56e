using System.Security.Cryptography;
using System.Text;

namespace Rondo.Engines.Decisions;

/// <summary>Ids of predictions.</summary>
public static class PredictionIds
{
    /// <summary>The id that a caller's own request id leads to; the same for ever and everywhere, so that a repeat finds its answer.</summary>
    public static string Of(string product, string requestId) =>
        $"pred_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{product}\n{requestId}")))[..32]}";
}
