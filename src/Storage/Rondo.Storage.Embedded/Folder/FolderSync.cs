using System.Runtime.InteropServices;

namespace Rondo.Storage.Embedded.Folder;

/// <summary>Makes names durable: after a power cut a file whose folder was not synced may have no name.</summary>
internal static partial class FolderSync
{
    // The base class library opens no folders. NTFS journals its names, so Windows needs none of this.
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = OpenFolder(folder, 0);
        if (handle < 0)
        {
            throw new IOException($"Could not open the folder '{folder}' to make its names durable (error {Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            if (SyncFile(handle) != 0)
            {
                throw new IOException($"Could not make the names in '{folder}' durable (error {Marshal.GetLastPInvokeError()}).");
            }
        }
        finally
        {
            _ = CloseFile(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncFile(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseFile(int handle);
}
