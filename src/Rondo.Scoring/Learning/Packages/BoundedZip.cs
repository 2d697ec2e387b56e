using System.IO.Compression;

namespace Rondo.Engines.Learning.Packages;

/// <summary>Unpacks entries of an archive that may be hostile.</summary>
internal static class BoundedZip
{
    /// <exception cref="InvalidDataException">It is no zip.</exception>
    public static ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException broken)
        {
            throw new InvalidDataException("The file is no zip.", broken);
        }
    }

    /// <summary>One entry in memory.</summary>
    /// <exception cref="InvalidDataException">It is missing, damaged or too large.</exception>
    public static MemoryStream Entry(ZipArchive zip, string name, long most)
    {
        using var stream = (zip.GetEntry(name) ?? throw new InvalidDataException($"The zip lacks its entry '{name}'.")).Open();
        try
        {
            return BoundedJson.Whole(stream, most);
        }
        catch (InvalidDataException broken)
        {
            throw new InvalidDataException($"The entry '{name}' cannot be unpacked: {broken.Message}", broken);
        }
    }
}
