using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

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
            return JsonSerializer.Deserialize(Whole(stream), type) ?? throw new InvalidDataException("The document is null.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"The document is not what this version writes: {broken.Message}", broken);
        }
    }

    /// <summary>The whole of a stream in memory, counting what really comes: a header can lie about its length.</summary>
    /// <param name="stream">Stream.</param>
    /// <param name="most">Most bytes.</param>
    /// <exception cref="InvalidDataException">It is longer.</exception>
    public static MemoryStream Whole(Stream stream, long most = MaxBytes)
    {
        var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            memory.Write(buffer, 0, read);
            Require(memory.Length <= most, $"it is larger than {most:N0} bytes");
        }

        memory.Position = 0;
        return memory;
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
