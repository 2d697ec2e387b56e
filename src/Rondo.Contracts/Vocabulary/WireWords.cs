using System.Text.Json;

namespace Rondo.Contracts;

/// <summary>Enums as they travel: snake_case words.</summary>
public static class WireWords
{
    /// <summary>Reads a word; false where it is none of the enum's.</summary>
    public static bool TryRead<T>(string? word, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Write(candidate) == word)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Writes a word.</summary>
    public static string Write<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
