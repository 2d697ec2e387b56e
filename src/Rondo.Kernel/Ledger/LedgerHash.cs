using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rondo.Kernel.Ledger;

/// <summary>The hash chain: whoever changes an old entry must change every later one.</summary>
public static class LedgerHash
{
    /// <summary>Stands before the first entry.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>
    /// SHA-256 over the previous hash and every field, each preceded by its length, so that no two different entries
    /// can write the same bytes.
    /// </summary>
    public static string Of(LedgerEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, entry.PreviousHash);
        Add(hash, entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Add(hash, entry.Product);
        Add(hash, entry.Kind);
        Add(hash, entry.Id);
        Add(hash, entry.Version.ToString(CultureInfo.InvariantCulture));
        Add(hash, entry.Body);
        Add(hash, entry.BasedOn.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var basis in entry.BasedOn)
        {
            Add(hash, basis.ToString());
        }

        Add(hash, entry.Actor);
        Add(hash, entry.Role.ToString());
        Add(hash, entry.Reason);
        Add(hash, entry.At.UtcTicks.ToString(CultureInfo.InvariantCulture));
        Add(hash, entry.IdempotencyKey);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string field)
    {
        var bytes = Encoding.UTF8.GetBytes(field);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
