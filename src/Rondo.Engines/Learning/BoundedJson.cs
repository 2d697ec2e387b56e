using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rondo.Engines.Tables;
using Rondo.Engines.Tables.Raw;

namespace Rondo.Engines.Learning;

/// <summary>Reads a stored document that may be hostile: bounded in bytes, and every fault becomes one kind of error.</summary>
internal static class BoundedJson
{
    /// <summary>Most bytes of a stored model or feature space.</summary>
    public const long MaxBytes = 512L << 20;

    /// <exception cref="InvalidDataException">Broken, too large, or without the required fields.</exception>
    public static T Read<T>(Stream stream, JsonTypeInfo<T> type)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            using var bounded = new BoundedStream(stream, MaxBytes, CancellationToken.None);
            return JsonSerializer.Deserialize(bounded, type) ?? throw new InvalidDataException("The document is null.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"The document is not what this version writes: {broken.Message}", broken);
        }
        catch (UnreadableTableException)
        {
            throw new InvalidDataException($"The document is larger than {MaxBytes} bytes.");
        }
    }

    /// <summary>Throws unless a stored fact holds.</summary>
    public static void Require(bool holds, string fact)
    {
        if (!holds)
        {
            throw new InvalidDataException($"The document is broken: {fact}.");
        }
    }
}
