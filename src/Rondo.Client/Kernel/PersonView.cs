using Rondo.Contracts;

namespace Rondo.Client;

/// <summary>A person (or a machine) who may act, as it is shown.</summary>
/// <param name="Id">Id, as it stands in the ledger.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Roles">Roles they may act in.</param>
public sealed record PersonView(string Id, string Name, IReadOnlyList<Role> Roles);
