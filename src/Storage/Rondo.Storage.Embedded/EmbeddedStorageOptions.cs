using Microsoft.Extensions.Options;

namespace Rondo.Storage.Embedded;

/// <summary>Where and how the embedded storage keeps its data.</summary>
public sealed class EmbeddedStorageOptions
{
    /// <summary>
    /// Folder that holds everything; made where it is missing. It must lie on a local disk: network file systems often
    /// promise locks and fsync without keeping them.
    /// </summary>
    /// <value>Default: <c>rondo-data</c> below the current folder.</value>
    public string DataFolder { get; set; } = "rondo-data";

    /// <summary>
    /// False: facts are acknowledged once the operating system has them, so they survive the end of the process in any
    /// way, and a power cut takes at most those of the last <see cref="FlushInterval"/>. True: only once the disk has
    /// them; every acknowledgement then waits for the disk. The ledger always waits for the disk.
    /// </summary>
    /// <value>Default: false.</value>
    public bool SyncBeforeAnswer { get; set; }

    /// <summary>
    /// How long facts may wait in the append log before they are moved into the columns of DuckDB. They are durable before
    /// that and every read sees them, so this trades work for work: shorter means smaller and more DuckDB transactions,
    /// less memory and a faster start after a crash; longer means fewer, larger ones, and up to this much to be
    /// replayed at start-up.
    /// </summary>
    /// <value>Default: 1 second. Range: 10 milliseconds to 5 minutes.</value>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Facts that may wait in memory before appends have to wait for DuckDB. A guard against a writer that is faster than
    /// the disk for minutes: without it memory would grow without bound. It must last through a checkpoint of DuckDB, which
    /// takes seconds where requests and DuckDB share one core.
    /// </summary>
    /// <value>Default: 200,000. At least 1.</value>
    public int MaxWaitingFacts { get; set; } = 200_000;

    /// <summary>Size at which the append log begins a new file; old files go once DuckDB holds all of their facts.</summary>
    /// <value>Default: 64 MiB. At least 4 KiB.</value>
    public long LogSegmentBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Memory that DuckDB may use for the facts, in MiB; beyond it large sorts spill to the data folder.</summary>
    /// <value>Default: 512. At least 64.</value>
    public int DuckDbMemoryMiB { get; set; } = 512;

    /// <summary>Threads that DuckDB may use; more make large scans faster and leave less to training and serving.</summary>
    /// <value>Default: 2. Range: 1 to 64.</value>
    public int DuckDbThreads { get; set; } = 2;
}

/// <summary>Names every fault of the options at once.</summary>
internal sealed class EmbeddedStorageOptionsValidator : IValidateOptions<EmbeddedStorageOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbeddedStorageOptions options)
    {
        var faults = new List<string>();
        Check(!string.IsNullOrWhiteSpace(options.DataFolder), "DataFolder is empty: name a folder on a local disk.");
        Check(options.FlushInterval >= TimeSpan.FromMilliseconds(10) && options.FlushInterval <= TimeSpan.FromMinutes(5), $"FlushInterval must lie between 10 milliseconds and 5 minutes; got {options.FlushInterval}.");
        Check(options.MaxWaitingFacts >= 1, $"MaxWaitingFacts must be at least 1; got {options.MaxWaitingFacts}.");
        Check(options.LogSegmentBytes >= 4096, $"LogSegmentBytes must be at least 4096; got {options.LogSegmentBytes}.");
        Check(options.DuckDbMemoryMiB >= 64, $"DuckDbMemoryMiB must be at least 64; got {options.DuckDbMemoryMiB}.");
        Check(options.DuckDbThreads is >= 1 and <= 64, $"DuckDbThreads must lie between 1 and 64; got {options.DuckDbThreads}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }
    }
}
