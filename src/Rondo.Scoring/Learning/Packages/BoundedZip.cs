using System.IO.Compression;

namespace Rondo.Engines.Learning.Packages;

/// <summary>Unpacks entries of an archive that may be hostile.</summary>
internal static class BoundedZip
{
    /// <summary>One entry in memory, counting what really comes out: a header can lie about its length.</summary>
    /// <exception cref="InvalidDataException">It is missing, damaged or too large.</exception>
    public static MemoryStream Entry(ZipArchive zip, string name, long most)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"The package lacks its entry '{name}'.");
        using var stream = entry.Open();
        var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > most)
            {
                throw new InvalidDataException($"The package's entry '{name}' is larger than {most >> 20} MiB.");
            }
        }

        content.Position = 0;
        return content;
    }
}
