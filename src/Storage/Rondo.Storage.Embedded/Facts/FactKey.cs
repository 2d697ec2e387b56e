using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>What makes a fact unique.</summary>
internal readonly record struct FactKey(string Product, string Kind, string Id)
{
    public static FactKey Of(Fact fact) => new(fact.Product, fact.Kind, fact.Id);

    /// <summary>
    /// The same as 64 bits, for the index: eight bytes a fact instead of three strings. It stands on disk, so it must never
    /// change; two keys with one hash are told apart by the strings.
    /// </summary>
    public ulong Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Product);
        Add(hash, Kind);
        Add(hash, Id);
        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    private static void Add(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
