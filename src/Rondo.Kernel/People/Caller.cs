using Rondo.Contracts;

namespace Rondo.Kernel.People;

/// <summary>Who asks, in which role, and with which conditions. One per request.</summary>
/// <param name="Actor">Person's id.</param>
/// <param name="Role">Role they act in.</param>
public sealed record Caller(string Actor, Role Role)
{
    /// <summary>Version that the caller read before changing (<c>If-Match</c>); null where the last one is meant.</summary>
    public int? ExpectedVersion { get; init; }

    /// <summary>Key under which a repeat of this request is recognised; empty where none.</summary>
    public string IdempotencyKey { get; init; } = "";

    /// <summary>The system itself, for what schedules and jobs write.</summary>
    public static Caller System { get; } = new("system", Role.Admin);
}

/// <summary>A person (or a machine) who may act.</summary>
public sealed record Person
{
    /// <summary>Id, as it stands in the ledger.</summary>
    public required string Id { get; init; }

    /// <summary>Name to show.</summary>
    public required string Name { get; init; }

    /// <summary>Roles they may act in.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>SHA-256 of their access token, lower-case hex; empty where they have none.</summary>
    public string TokenHash { get; init; } = "";
}

/// <summary>Keeps people.</summary>
public interface IPeopleStore
{
    /// <summary>Everybody, by id in ordinal order.</summary>
    ValueTask<IReadOnlyList<Person>> ListAsync(CancellationToken cancellation);

    /// <summary>The person, or null.</summary>
    ValueTask<Person?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>The person whose token has this hash, or null.</summary>
    ValueTask<Person?> FindByTokenAsync(string tokenHash, CancellationToken cancellation);

    /// <summary>Adds or replaces a person, durably.</summary>
    ValueTask SaveAsync(Person person, CancellationToken cancellation);
}
