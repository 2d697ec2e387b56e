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
    private const int Chances = 12;

    private readonly Lock _gate = new();
    private readonly byte[] _drawn = new byte[Chances * 100];
    private int _used = Chances * 100;

    /// <inheritdoc/>
    public string Next(string prefix)
    {
        Span<byte> chance = stackalloc byte[Chances];
        Draw(chance);
        Span<char> id = stackalloc char[22];
        var millis = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 9; i >= 0; i--)
        {
            id[i] = Alphabet[(int)(millis & 31)];
            millis >>= 5;
        }

        for (var i = 0; i < Chances; i++)
        {
            id[10 + i] = Alphabet[chance[i] & 31];
        }

        return $"{prefix}_{id}";
    }

    // The generator costs a microsecond however little is asked of it, so it is asked for many ids at once.
    private void Draw(Span<byte> chance)
    {
        lock (_gate)
        {
            if (_used + chance.Length > _drawn.Length)
            {
                RandomNumberGenerator.Fill(_drawn);
                _used = 0;
            }

            _drawn.AsSpan(_used, chance.Length).CopyTo(chance);
            _used += chance.Length;
        }
    }
}
