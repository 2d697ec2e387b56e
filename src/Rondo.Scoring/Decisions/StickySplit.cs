using System.Text;

namespace Rondo.Engines.Decisions;

/// <summary>
/// Gives every entity a place from 0 to 100 that never changes for a salt: below the release's percentage it meets the
/// new release. Raising the percentage only adds entities; another salt shuffles them anew.
/// </summary>
/// <remarks>
/// FNV-1a over salt and entity in UTF-8, then the 64-bit finaliser of MurmurHash3: FNV alone leaves the high bits of
/// short keys related, the finaliser makes each input bit flip each output bit in half of the cases. The values are
/// part of the product's behaviour: changing them would move users between arms, so a test holds them.
/// </remarks>
public static class StickySplit
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Place of an entity, from 0 (inclusive) to 100 (exclusive).</summary>
    public static double PlaceOf(string salt, string entity) => (Hash(salt, entity) >> 11) * (100.0 / (1UL << 53));

    /// <summary>64 bits of salt and entity, each as likely 0 as 1.</summary>
    public static ulong Hash(string salt, string entity)
    {
        // A byte that UTF-8 never contains keeps "a" + "bc" apart from "ab" + "c".
        var hash = (Mix(OffsetBasis, salt) ^ 0xFF) * Prime;
        hash = Mix(hash, entity);
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCD;
        hash ^= hash >> 33;
        hash *= 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }

    private static ulong Mix(ulong hash, string text)
    {
        Span<byte> small = stackalloc byte[256];
        var bytes = Encoding.UTF8.GetMaxByteCount(text.Length) <= small.Length ? small : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        foreach (var value in bytes[..Encoding.UTF8.GetBytes(text, bytes)])
        {
            hash = (hash ^ value) * Prime;
        }

        return hash;
    }
}
