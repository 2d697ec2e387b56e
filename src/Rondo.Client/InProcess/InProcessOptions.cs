namespace Rondo.Client.InProcess;

/// <summary>How an application decides by itself.</summary>
public sealed record InProcessOptions
{
    /// <summary>Folder of this process alone: the journal of what was decided, the last routes and the model packages. Must lie on a local disk.</summary>
    public required string Folder { get; init; }

    /// <summary>How often the server is asked whether other releases answer now. A kill switch takes this long to reach the application. Default 5 seconds.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the journal is brought to the disk and sent. A power cut takes at most what was decided within it; a killed process loses nothing. Default 1 second.</summary>
    public TimeSpan SendInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most bytes of the journal that wait while the server is away. Beyond it decisions are still answered, marked as lost and counted. Default 1 GiB.</summary>
    public long MaxJournalBytes { get; init; } = 1L << 30;

    /// <summary>Clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>How deciding in process stands.</summary>
/// <param name="Sequence">Ledger sequence of the routes that hold; 0 before the first ones came.</param>
/// <param name="RefreshedAt">When the server last said what holds; null where it never did in this process.</param>
/// <param name="WaitingBytes">Bytes of the journal that the server does not have yet.</param>
/// <param name="Sent">Decisions and outcomes that the server has taken, in this process.</param>
/// <param name="Lost">Decisions and outcomes that could not be kept, in this process.</param>
/// <param name="Refused">Decisions and outcomes that the server refused for good; they stand in <c>refused.jsonl</c> with the reasons.</param>
/// <param name="Problem">What keeps the server or the folder from working at the moment; null where all is well.</param>
public sealed record InProcessState(long Sequence, DateTimeOffset? RefreshedAt, long WaitingBytes, long Sent, long Lost, long Refused, string? Problem);
