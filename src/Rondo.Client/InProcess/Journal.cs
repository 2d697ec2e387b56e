using System.Globalization;
using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Client.InProcess;

/// <summary>One line of the journal.</summary>
internal sealed record JournalEntry
{
    public GivenDecision? Decision { get; init; }

    public OutcomeRequest? Outcome { get; init; }
}

/// <summary>
/// What was decided and is not at the server yet: one JSON line each, handed to the operating system before the caller
/// goes on, so that it survives the process. Files are sent whole and then deleted; one that was sent in part is sent
/// again, since the server knows a repeat.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const string Ending = ".jsonl";

    private readonly string _folder;
    private readonly long _most;
    private readonly Lock _gate = new();
    private FileStream? _current;
    private long _number;
    private long _closedBytes;
    private bool _ended;

    public Journal(string folder, long most)
    {
        (_folder, _most) = (folder, most);
        Directory.CreateDirectory(folder);
        var old = Closed();
        _number = old.Count == 0 ? 0 : long.Parse(Path.GetFileNameWithoutExtension(old[^1]), CultureInfo.InvariantCulture);
        _closedBytes = old.Sum(path => new FileInfo(path).Length);
    }

    /// <summary>Bytes that wait to be sent.</summary>
    public long WaitingBytes
    {
        get
        {
            lock (_gate)
            {
                return _closedBytes + (_current?.Length ?? 0);
            }
        }
    }

    /// <summary>Keeps an entry; says why where that is not possible.</summary>
    public string? Append(JournalEntry entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry, RondoJson.Options);
        Array.Resize(ref json, json.Length + 1);
        json[^1] = (byte)'\n';
        lock (_gate)
        {
            try
            {
                if (_ended)
                {
                    return "the journal is closed";
                }

                if (_closedBytes + (_current?.Length ?? 0) + json.Length > _most)
                {
                    return $"the journal holds {_most:N0} bytes that the server has not taken";
                }

                // Without a buffer of our own: one call hands the whole line over.
                _current ??= new FileStream(PathOf(++_number), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
                _current.Write(json);
                return null;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return failure.Message;
            }
        }
    }

    /// <summary>Brings everything to the disk and closes the current file: what follows goes to a new one.</summary>
    /// <returns>Files to send, oldest first.</returns>
    public IReadOnlyList<string> Close()
    {
        lock (_gate)
        {
            if (_current is { } current)
            {
                current.Flush(flushToDisk: true);
                _closedBytes += current.Length;
                current.Dispose();
                _current = null;
            }

            return Closed();
        }
    }

    /// <summary>The entries of a closed file. A line that a power cut left behind in part is passed over.</summary>
    public static IEnumerable<JournalEntry> Read(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            if (Parse(line) is { } entry)
            {
                yield return entry;
            }
        }
    }

    /// <summary>Forgets a file that the server has taken.</summary>
    public void Forget(string path)
    {
        lock (_gate)
        {
            var length = new FileInfo(path).Length;
            File.Delete(path);
            _closedBytes -= length;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            _current?.Flush(flushToDisk: true);
            _current?.Dispose();
            _current = null;
        }
    }

    private static JournalEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(line, RondoJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Whatever the current file is, it is not closed: its name is the highest.
    private List<string> Closed() => [.. Directory.EnumerateFiles(_folder, $"*{Ending}").Where(path => _current is null || path != _current.Name).Order(StringComparer.Ordinal)];

    private string PathOf(long number) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{number:D12}{Ending}"));
}
