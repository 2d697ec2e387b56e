namespace Rondo.Kernel.Tools;

/// <summary>Files that a tool writes: whole or not at all, and a refusal where they cannot be written.</summary>
public static class ToolOutput
{
    /// <summary>The folder or file cannot be written.</summary>
    public static readonly ProblemCode CannotWrite = new("cannot_write", 422, "The output cannot be written");

    /// <summary>Writes a file beside its place and moves it there once it is whole.</summary>
    /// <returns>The full path.</returns>
    public static Answer<string> Write(string path, Action<Stream> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Try(path, full =>
        {
            var part = $"{full}.part";
            using (var stream = File.Create(part))
            {
                content(stream);
            }

            File.Move(part, full, overwrite: true);
        });
    }

    /// <summary>Writes text, UTF-8.</summary>
    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static Answer<string> Write(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream);
        writer.Write(text);
    });

    /// <summary>Makes sure that a folder is there, before hours are spent on what shall go into it.</summary>
    /// <returns>The full path.</returns>
    public static Answer<string> Folder(string path) => Try(path, full => Directory.CreateDirectory(full));

    private static Answer<string> Try(string path, Action<string> work)
    {
        try
        {
            var full = Path.GetFullPath(path);
            work(full);
            return full;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal(CannotWrite, $"'{path}' cannot be written: {failure.Message}", "Name a place in a folder that exists and that you may write to.") { Fields = ["--out"] };
        }
    }
}
