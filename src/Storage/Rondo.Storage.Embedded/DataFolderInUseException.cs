namespace Rondo.Storage.Embedded;

/// <summary>
/// Another process (or another server in this process) works on the data folder. Two writers on one folder would
/// overwrite each other, so the second one is turned away.
/// </summary>
public sealed class DataFolderInUseException : IOException
{
    /// <summary>Without a folder; for the framework's conventions.</summary>
    public DataFolderInUseException()
        : this("The data folder is in use by another process.")
    {
    }

    /// <summary>With a message.</summary>
    public DataFolderInUseException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and the cause.</summary>
    public DataFolderInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The folder; empty where not known.</summary>
    public string Folder { get; init; } = "";
}
