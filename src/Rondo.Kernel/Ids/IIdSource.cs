using System.Security.Cryptography;

namespace Rondo.Kernel;

/// <summary>Makes ids that sort by time and cannot be guessed.</summary>
public interface IIdSource
{
    /// <summary>A new id: a short prefix, 10 characters of time, 12 characters of chance.</summary>
    string Next(string prefix);
}

/// <summary>Ids from the clock and the system's generator.</summary>
public sealed class IdSource(TimeProvider time) : IIdSource
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <inheritdoc/>
    public string Next(string prefix)
    {
        Span<byte> chance = stackalloc byte[12];
        RandomNumberGenerator.Fill(chance);
        Span<char> id = stackalloc char[22];
        var millis = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 9; i >= 0; i--)
        {
            id[i] = Alphabet[(int)(millis & 31)];
            millis >>= 5;
        }

        for (var i = 0; i < 12; i++)
        {
            id[10 + i] = Alphabet[chance[i] & 31];
        }

        return $"{prefix}_{id}";
    }
}
