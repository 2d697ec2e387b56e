using Rondo.Kernel;

namespace Rondo.Engines.Tables;

/// <summary>Databases that an operator has named; where they are and who may read them is known to the server alone.</summary>
public interface ISqlSources
{
    /// <summary>Their names.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Reads what a query answers as CSV with a header. The query runs alone, in a transaction that can only read.</summary>
    /// <param name="source">Name of the database.</param>
    /// <param name="query">One SQL statement.</param>
    /// <param name="maxBytes">Longest answer.</param>
    /// <param name="cancellation">Cancellation; the database is told to stop too.</param>
    /// <returns>The CSV, at its start, to be disposed of; or why there are no rows.</returns>
    ValueTask<SqlAnswer> ReadCsvAsync(string source, string query, long maxBytes, CancellationToken cancellation);
}

/// <summary>What a query answers: one of the two.</summary>
/// <param name="Csv">Its rows.</param>
/// <param name="Fault">Why there are none.</param>
public readonly record struct SqlAnswer(Stream? Csv, SqlFault? Fault);

/// <summary>Where the named databases are.</summary>
public sealed class SqlSourceOptions
{
    /// <summary>Connection strings by name; secrets, so never logged and never answered.</summary>
    public IDictionary<string, string> Connections { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Longest time of a query. Default: ten minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);
}

/// <summary>Why a query was not carried out.</summary>
public enum SqlFaultKind
{
    /// <summary>Nobody has named such a database.</summary>
    UnknownSource,

    /// <summary>The database cannot be reached.</summary>
    Unreachable,

    /// <summary>The database refused the query, or it took too long.</summary>
    Failed,

    /// <summary>It answers more than is taken.</summary>
    TooLarge,
}

/// <summary>Why a query was not carried out, in words that hold no secret.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Sentence">What happened.</param>
/// <param name="NextStep">What to do.</param>
public sealed record SqlFault(SqlFaultKind Kind, string Sentence, string NextStep);

/// <summary>Faults of queries as refusals.</summary>
public static class SqlRefusals
{
    /// <summary>Nobody has named such a database.</summary>
    public static readonly ProblemCode UnknownSource = new("unknown_source", 404, "There is no such database");

    /// <summary>The database refused the query.</summary>
    public static readonly ProblemCode QueryFailed = new("query_failed", 422, "The database did not carry out the query");

    /// <summary>The answer is longer than what is taken.</summary>
    public static readonly ProblemCode AnswerTooLarge = new("answer_too_large", 413, "The query answers more than is taken");

    /// <summary>The database cannot be reached.</summary>
    public static readonly ProblemCode SourceUnreachable = new("source_unreachable", 503, "The database cannot be reached");

    /// <summary>The fault as a refusal.</summary>
    public static Refusal Of(SqlFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var code = fault.Kind switch { SqlFaultKind.UnknownSource => UnknownSource, SqlFaultKind.Unreachable => SourceUnreachable, SqlFaultKind.TooLarge => AnswerTooLarge, _ => QueryFailed };
        return new Refusal(code, $"{fault.Sentence} Nothing was kept.", fault.NextStep);
    }
}
