using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>In which role somebody acts. Rights sit on use cases and, where the practice says so, on single fields.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Role>))]
public enum Role
{
    /// <summary>Reads and comments.</summary>
    Viewer,

    /// <summary>Owns the promise: brief, contract, why, release.</summary>
    ProductManager,

    /// <summary>Owns the evidence: data, runs, evaluations.</summary>
    DataScientist,

    /// <summary>Owns the running system: releases, monitors, how.</summary>
    Engineer,

    /// <summary>Labels.</summary>
    Annotator,

    /// <summary>Judges labels and overrides.</summary>
    Reviewer,

    /// <summary>Manages people; may do whatever any role may do, except sign twice.</summary>
    Admin,
}

/// <summary>Names of roles as people say them.</summary>
public static class Roles
{
    /// <summary>"product manager", "data scientist" ...</summary>
    public static string Words(this Role role) => role switch
    {
        Role.ProductManager => "product manager",
        Role.DataScientist => "data scientist",
        Role.Engineer => "engineer",
        Role.Annotator => "annotator",
        Role.Reviewer => "reviewer",
        Role.Admin => "admin",
        _ => "viewer",
    };
}
