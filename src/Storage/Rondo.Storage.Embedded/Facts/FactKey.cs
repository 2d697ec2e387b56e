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
        var most = 12 + Encoding.UTF8.GetMaxByteCount(Product.Length) + Encoding.UTF8.GetMaxByteCount(Kind.Length) + Encoding.UTF8.GetMaxByteCount(Id.Length);
        Span<byte> parts = most <= 1024 ? stackalloc byte[most] : new byte[most];
        var length = Put(parts, 0, Product);
        length = Put(parts, length, Kind);
        length = Put(parts, length, Id);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(parts[..length], digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    private static int Put(Span<byte> parts, int at, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part, parts[(at + 4)..]);
        BinaryPrimitives.WriteInt32LittleEndian(parts[at..], bytes);
        return at + 4 + bytes;
    }
}
