namespace Rondo.Engines.Tables.Raw;

/// <summary>
/// Makes a stream seekable and bounded. Small content stays in memory; larger content goes to a temporary file that
/// the system deletes when it is closed, also after a crash of ours on Unix.
/// </summary>
internal static class Spool
{
    private const int InMemory = 4 << 20;

    /// <summary>The content, positioned at its start. Dispose it.</summary>
    public static Stream Of(Stream content, long maxBytes, CancellationToken cancellation)
    {
        using var bounded = new BoundedStream(content, maxBytes, cancellation);
        Stream target = new MemoryStream();
        try
        {
            var buffer = new byte[1 << 16];
            for (int read; (read = bounded.Read(buffer)) > 0;)
            {
                if (target is MemoryStream memory && memory.Length + read > InMemory)
                {
                    target = TemporaryFile();
                    memory.WriteTo(target);
                }

                target.Write(buffer, 0, read);
            }

            target.Position = 0;
            return target;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    /// <summary>An empty file that nobody else can read, gone when it is closed.</summary>
    public static FileStream TemporaryFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.SequentialScan,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), "rondo-" + Path.GetRandomFileName()), options);
    }
}
