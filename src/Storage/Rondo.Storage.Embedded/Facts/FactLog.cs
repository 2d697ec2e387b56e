using System.Globalization;
using Rondo.Storage.Embedded.Folder;

namespace Rondo.Storage.Embedded.Facts;

/// <summary>
/// The append log: batches in files named by the number of their first batch. What <see cref="Append"/> wrote survives
/// the end of the process when it returns, and of the machine where it was told to sync. Files whose batches all stand
/// in the columns are dropped.
/// </summary>
internal sealed class FactLog : IDisposable
{
    private const string Extension = ".log";

    private readonly string _folder;
    private readonly long _segmentBytes;
    private readonly Lock _gate = new();
    private readonly Lock _changing = new();
    private readonly SortedDictionary<long, string> _segments = [];
    private FileStream? _open;
    private long _end;
    private volatile bool _broken;

    private FactLog(string folder, long segmentBytes)
    {
        _folder = folder;
        _segmentBytes = segmentBytes;
    }

    /// <summary>Number of the next batch.</summary>
    public long Next { get; private set; }

    /// <summary>Opens the log, cuts a torn tail, and hands over every batch that the columns do not hold.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="segmentBytes">Size at which a new file begins.</param>
    /// <param name="moved">Number of the last batch that the columns hold.</param>
    /// <param name="replay">Takes the others, in order.</param>
    /// <exception cref="InvalidDataException">The log is damaged elsewhere than at its end, or batches are missing.</exception>
    public static FactLog Open(string folder, long segmentBytes, long moved, Action<FactBatch> replay)
    {
        Directory.CreateDirectory(folder);
        var log = new FactLog(folder, segmentBytes) { Next = moved + 1 };
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            log._segments.Add(long.Parse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture), path);
        }

        log.DropThrough(moved);
        foreach (var (first, path) in log._segments.ToList())
        {
            log.Replay(first, path, isLast: first == log._segments.Keys.Last(), replay);
        }

        return log;
    }

    /// <summary>Appends batch number <see cref="Next"/>.</summary>
    /// <param name="record">The batch as <see cref="RecordWriter"/> wrote it.</param>
    /// <param name="sync">True to return only once the disk has it.</param>
    /// <exception cref="IOException">The disk is full or fails; nothing was appended.</exception>
    public void Append(ReadOnlySpan<byte> record, bool sync)
    {
        if (_broken)
        {
            throw new IOException($"The facts log in '{_folder}' failed earlier and could not be repaired. Put the disk right and start the server again; what it acknowledged is safe.");
        }

        if (_open is null || _end >= _segmentBytes)
        {
            Roll();
        }

        try
        {
            _open!.Write(record);
            if (sync)
            {
                _open.Flush(flushToDisk: true);
            }
        }
        catch (Exception)
        {
            CutBack(_end);
            throw;
        }

        _end += record.Length;
        Next++;
    }

    /// <summary>Brings to the disk what was appended. May be called while another thread appends.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public void Sync()
    {
        lock (_changing)
        {
            _open?.Flush(flushToDisk: true);
        }
    }

    /// <summary>Removes files that hold nothing beyond a batch. May be called while another thread appends.</summary>
    public void DropThrough(long moved)
    {
        lock (_gate)
        {
            // A file's last batch is the one before the next file's first, so the newest file always stays.
            while (_segments.Count > 1 && _segments.Keys.ElementAt(1) <= moved + 1)
            {
                var (first, path) = _segments.First();
                File.Delete(path);
                _segments.Remove(first);
            }
        }
    }

    public void Dispose() => _open?.Dispose();

    private void Replay(long first, string path, bool isLast, Action<FactBatch> replay)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 128 * 1024);
        var number = first;
        var good = 0L;
        while (LogRecord.Read(file) is { } payload)
        {
            var batch = new RecordReader(payload).Batch();
            if (batch.Number != number || number > Next)
            {
                throw new InvalidDataException($"'{path}' holds batch {batch.Number} where batch {Math.Min(number, Next)} belongs: facts are missing. Restore the data folder from a backup.");
            }

            if (number == Next)
            {
                replay(batch);
                Next++;
            }

            number++;
            good = file.Position;
        }

        if (good == file.Length)
        {
            return;
        }

        if (!isLast)
        {
            throw new InvalidDataException($"'{path}' is damaged at byte {good}, and later facts stand in other files: this is not what a crash leaves. Restore the data folder from a backup.");
        }

        // A crash in the middle of a write: nobody was told that this batch is stored.
        file.SetLength(good);
        file.Flush(flushToDisk: true);
    }

    private void Roll()
    {
        lock (_changing)
        {
            ChangeFiles();
        }
    }

    private void ChangeFiles()
    {
        // Whoever finds a later file must find all of this one, or a power cut would look like damage.
        _open?.Flush(flushToDisk: true);
        _open?.Dispose();
        _open = null;
        var path = Path.Combine(_folder, Next.ToString("D20", CultureInfo.InvariantCulture) + Extension);

        // An empty file of this name may be left from a crash between its making and its first batch.
        _open = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
        _end = 0;
        FolderSync.Flush(_folder);
        lock (_gate)
        {
            _segments[Next] = path;
        }
    }

    // After a failed fsync the kernel may have dropped what it could not write, so only cutting it off gives a known end.
    private void CutBack(long end)
    {
        try
        {
            _open!.SetLength(end);
            _open.Seek(end, SeekOrigin.Begin);
            _open.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            _broken = true;
        }
    }
}
