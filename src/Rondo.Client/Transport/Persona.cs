using Rondo.Contracts;

namespace Rondo.Client;

/// <summary>Who calls, and in which role. Sent as <c>Rondo-Actor</c> and <c>Rondo-Role</c>.</summary>
/// <param name="Actor">Person's id, as it shall stand in the ledger.</param>
/// <param name="Role">Role they act in.</param>
public sealed record Persona(string Actor, Role Role);

/// <summary>Conditions of a write.</summary>
public sealed record WriteOptions
{
    /// <summary>Version that was read before the change; a newer one on the server refuses the write. Null to write over whatever stands.</summary>
    public int? IfMatch { get; init; }

    /// <summary>The same key with the same content writes once, however often it is sent. Null for none.</summary>
    public string? IdempotencyKey { get; init; }
}
