namespace Rondo.Contracts;

/// <summary>A person as others see them.</summary>
/// <param name="Id">Id, as it stands in the ledger.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Roles">Roles they may act in.</param>
public sealed record PersonView(string Id, string Name, IReadOnlyList<Role> Roles);

/// <summary>Adds or changes a person.</summary>
public sealed record SavePersonRequest
{
    /// <summary>Name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>Roles they may act in.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];
}
