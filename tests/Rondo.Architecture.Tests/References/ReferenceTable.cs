namespace Rondo.Architecture.References;

/// <summary>One row of the table "who may reference whom". The runtime's own libraries are free for everybody.</summary>
/// <param name="Place">Folder below <c>src</c>; a star at its end stands for any rest.</param>
/// <param name="Ours">Projects of the house that it may reference.</param>
/// <param name="Foreign">Packages that it may reference; a star at the end stands for any rest.</param>
/// <param name="Web">True where it may use ASP.NET Core.</param>
/// <param name="Because">Why, in words.</param>
internal sealed record ReferenceRow(string Place, string[] Ours, string[] Foreign, bool Web, string Because)
{
    public bool Fits(string place) => Matches(Place, place);

    /// <summary>What a project references that its row does not allow, in sentences; empty where all is well.</summary>
    public IReadOnlyList<string> Violations(References references) =>
    [
        .. references.Ours.Where(name => !Ours.Any(allowed => Matches(allowed, name)))
            .Select(name => $"{references.Project} references {name}. {Because}"),
        .. references.Foreign.Where(name => IsWeb(name) ? !Web && !Foreign.Contains(name) : !House.IsBcl(name) && !Foreign.Any(allowed => Matches(allowed, name)))
            .Select(name => $"{references.Project} references {name}. {Because}"),
    ];

    private static bool IsWeb(string name) => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Microsoft.NET.Sdk.", StringComparison.Ordinal);

    private static bool Matches(string pattern, string name) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;
}

/// <summary>The table. A project without a row fails a test, so that nobody forgets to decide.</summary>
internal static class ReferenceTable
{
    private static readonly string[] Abstractions =
    [
        "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
    ];

    public static IReadOnlyList<ReferenceRow> Rows { get; } =
    [
        new("Rondo.Statistics", [], [], false, "Statistics is pure maths: the runtime only."),
        new("Rondo.Contracts", [], [], false, "Contracts are what travels: the runtime only."),
        new("Rondo.Worlds", [], [], false, "Worlds are simulated without knowing the program: the runtime only."),
        new("Rondo.Scoring", ["Rondo.Contracts"], [], false, "What turns a row into a decision also lives in other people's programs: contracts and the runtime only."),
        new("Rondo.Engines.Abstractions", ["Rondo.Kernel", "Rondo.Contracts", "Rondo.Scoring"], ["System.IO.Hashing"], false, "What a stage may know of engines stands on the kernel, in whose form it refuses, and a hash."),
        new("Rondo.Kernel", ["Rondo.Contracts", "Rondo.Statistics"], Abstractions, false, "The kernel stands on contracts, statistics and Microsoft.Extensions abstractions (docs/adr/0001)."),
        new("Stages/*", ["Rondo.Kernel", "Rondo.Contracts", "Rondo.Statistics", "Rondo.Engines.Abstractions", "Rondo.Scoring"], Abstractions, false, "A stage sees ports, never another stage, a storage, the cluster or ASP.NET Core (docs/adr/0002)."),
        new("Storage/*", ["Rondo.Kernel", "Rondo.Contracts"], ["*"], false, "A storage carries out the kernel's ports."),
        // Orleans names its connections by a small package of abstractions; the framework itself stays out.
        new("Rondo.Cluster", ["Rondo.Kernel", "Rondo.Contracts"], ["*", "Microsoft.AspNetCore.Connections.Abstractions"], false, "The cluster carries out the kernel's ports."),
        new("Rondo.Engines", ["Rondo.Engines.Abstractions", "Rondo.Scoring"], ["*"], false, "Engines know tables and learners, not products."),
        new("Rondo.Client", ["Rondo.Contracts", "Rondo.Scoring"], [], false, "The client lives in other people's programs: contracts, scoring and the runtime only."),
        new("Rondo.Interop", ["Rondo.Kernel", "Rondo.Contracts"], ["Microsoft.Extensions.*", "Grpc.*", "Google.Protobuf"], true, "Other programs' protocols are spoken in terms of the kernel's ports."),
        new("Rondo.Web", ["Rondo.Contracts", "Rondo.Client"], ["*"], true, "The web is a client of the API like any other."),
        new("Rondo.Server", ["Rondo.*"], ["*"], true, "The server puts everything together."),
    ];

    /// <summary>The row of a project, or null where nobody has decided yet.</summary>
    public static ReferenceRow? RowOf(HouseProject project) => Rows.FirstOrDefault(row => row.Fits(project.Place));
}
