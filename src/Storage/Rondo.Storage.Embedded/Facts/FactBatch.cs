using System.Text;
using Rondo.Kernel.Facts;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>Facts that became durable together.</summary>
/// <param name="Number">From 1, without gaps; how the log and the columns agree on what was moved.</param>
/// <param name="Facts">In the order of their append.</param>
internal sealed record FactBatch(long Number, IReadOnlyList<Fact> Facts)
{
    /// <summary>The format's version; a reader that knows only older ones must stop instead of guessing.</summary>
    private const byte Format = 1;

    /// <summary>The bytes of the log.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream(256 * Facts.Count);
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Format);
            writer.Write(Number);
            writer.Write(Facts.Count);
            foreach (var fact in Facts)
            {
                writer.Write(fact.Product);
                writer.Write(fact.Kind);
                writer.Write(fact.Id);
                writer.Write(fact.Subject);
                writer.Write(fact.Entity);
                writer.Write(fact.Release);
                writer.Write(fact.Arm);
                writer.Write(fact.At.UtcTicks);
                writer.Write(fact.RecordedAt.UtcTicks);
                writer.Write(fact.Value.HasValue);
                writer.Write(fact.Value.GetValueOrDefault());
                writer.Write(fact.Label);
                writer.Write(fact.Body);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Reads them again.</summary>
    /// <exception cref="InvalidDataException">A newer program wrote them.</exception>
    public static FactBatch FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        if (reader.ReadByte() is var format && format != Format)
        {
            throw new InvalidDataException($"The facts log has format {format}, and this program knows only {Format}. Use the version of Rondo that wrote it, or a newer one.");
        }

        var number = reader.ReadInt64();
        var facts = new Fact[reader.ReadInt32()];
        for (var i = 0; i < facts.Length; i++)
        {
            facts[i] = new Fact
            {
                Product = reader.ReadString(),
                Kind = reader.ReadString(),
                Id = reader.ReadString(),
                Subject = reader.ReadString(),
                Entity = reader.ReadString(),
                Release = reader.ReadString(),
                Arm = reader.ReadString(),
                At = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
                RecordedAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
                Value = reader.ReadBoolean() ? reader.ReadDouble() : Skip(reader.ReadDouble()),
                Label = reader.ReadString(),
                Body = reader.ReadString(),
            };
        }

        return new FactBatch(number, facts);
    }

    private static double? Skip(double _) => null;
}
