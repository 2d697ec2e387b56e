namespace Rondo.Contracts;

/// <summary>A refusal as it travels (RFC 9457): what happened, what was not harmed, what to do.</summary>
public sealed record Problem
{
    /// <summary>The code as a URN: <c>urn:rondo:problem:CODE</c>; docs/reference/problems.md explains each.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>Short and the same for every occurrence.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Stable code in snake_case.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence with the numbers of this occurrence.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do about it.</summary>
    public required string NextStep { get; init; }

    /// <summary>Field names, where fields are at fault.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>The findings behind a closed gate.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>Both sides of a lost race, where there was one: what you expected and what stands.</summary>
    public VersionConflict? Conflict { get; init; }
}

/// <summary>Both sides of an edit that met another one.</summary>
/// <param name="Expected">Version that the writer had seen; 0 where it expected none.</param>
/// <param name="Actual">Version that stands.</param>
/// <param name="Actor">Who wrote it.</param>
/// <param name="At">When.</param>
/// <param name="Mine">The body that was not written.</param>
/// <param name="Theirs">The body that stands.</param>
public sealed record VersionConflict(int Expected, int Actual, string Actor, DateTimeOffset? At, string Mine, string Theirs);
