using System.Globalization;
using System.Text;

namespace Rondo.Storage.Embedded.Folder;

/// <summary>The data folder, held by a lock for as long as this object lives.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockName = "rondo.lock";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Makes the folder where it is missing, and takes the lock.</summary>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(full);
        var file = System.IO.Path.Combine(full, LockName);
        FileStream held;
        try
        {
            // The operating system frees this lock when the process ends, however it ends; a file that is merely there would not do.
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new DataFolderInUseException($"The data folder '{full}' is in use by another process. Its id stands in {LockName}. Stop that process, or give this one a folder of its own.", exception) { Folder = full };
        }

        held.SetLength(0);
        held.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        held.Flush();
        return new DataFolder(full, held);
    }

    /// <summary>A path below the folder.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _lock.Dispose();
}
