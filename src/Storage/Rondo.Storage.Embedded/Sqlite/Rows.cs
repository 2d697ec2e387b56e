using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.People;
using Rondo.Kernel.State;

namespace Rondo.Storage.Embedded.Sqlite;

/// <summary>A ledger entry as a row. Times are UTC ticks: the hash covers them to the last one.</summary>
internal sealed class LedgerRow
{
    public required string Product { get; init; }

    public required long Sequence { get; init; }

    public required string Kind { get; init; }

    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string Body { get; init; }

    public required string BasedOn { get; init; }

    public required string Actor { get; init; }

    public required string Role { get; init; }

    public required string Reason { get; init; }

    public required long AtTicks { get; init; }

    public required string IdempotencyKey { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }

    public static LedgerRow Of(LedgerEntry entry) => new()
    {
        Product = entry.Product,
        Sequence = entry.Sequence,
        Kind = entry.Kind,
        Id = entry.Id,
        Version = entry.Version,
        Body = entry.Body,
        BasedOn = JsonSerializer.Serialize(entry.BasedOn, RondoJson.Options),
        Actor = entry.Actor,
        Role = entry.Role.ToString(),
        Reason = entry.Reason,
        AtTicks = entry.At.UtcTicks,
        IdempotencyKey = entry.IdempotencyKey,
        PreviousHash = entry.PreviousHash,
        Hash = entry.Hash,
    };

    public LedgerEntry ToEntry() => new(
        Sequence,
        Product,
        Kind,
        Id,
        Version,
        Body,
        JsonSerializer.Deserialize<IReadOnlyList<DocumentRef>>(BasedOn, RondoJson.Options) ?? [],
        Actor,
        Enum.Parse<Role>(Role),
        Reason,
        new DateTimeOffset(AtTicks, TimeSpan.Zero),
        IdempotencyKey,
        PreviousHash,
        Hash);
}

/// <summary>A piece of state as a row.</summary>
internal sealed class StateRow
{
    public required string Scope { get; init; }

    public required string Key { get; init; }

    public required string Json { get; init; }

    public required long Version { get; init; }

    public StateRecord ToRecord() => new(Key, Json, Version);
}

/// <summary>A person as a row.</summary>
internal sealed class PersonRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Roles { get; init; }

    public required string TokenHash { get; init; }

    public Person ToPerson() => new()
    {
        Id = Id,
        Name = Name,
        Roles = JsonSerializer.Deserialize<IReadOnlyList<Role>>(Roles, RondoJson.Options) ?? [],
        TokenHash = TokenHash,
    };
}
