namespace Rondo.Contracts;

/// <summary>Names of the gates: rules that must hold before a step.</summary>
public static class GateNames
{
    /// <summary>Before the verdict "this may be ML": no subject.</summary>
    public const string Verdict = "verdict";

    /// <summary>Before training: subject is the data set id.</summary>
    public const string Train = "train";

    /// <summary>Before labelling at scale: no subject.</summary>
    public const string Label = "label";

    /// <summary>Before labels are frozen into a data set: subject is the label set id.</summary>
    public const string Freeze = "freeze";

    /// <summary>Before a release may be made of a candidate: subject is the evaluation id.</summary>
    public const string Release = "release";

    /// <summary>Before a release goes a step further: subject is the release id.</summary>
    public const string Advance = "advance";

    /// <summary>Before a release jumps over a step of its ramp: subject is the release id.</summary>
    public const string Ramp = "ramp";
}

/// <summary>One rule of a gate, in words.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Gate">Gate it guards.</param>
/// <param name="Meaning">What must hold, in one sentence.</param>
/// <param name="Requirement">Ids of the requirements it carries out.</param>
public sealed record GateRuleDescriptor(string Id, string Gate, string Meaning, params IReadOnlyList<string> Requirement);

/// <summary>A gate looked at for one subject.</summary>
public sealed record GateCheck
{
    /// <summary>Gate.</summary>
    public required string Gate { get; init; }

    /// <summary>Subject.</summary>
    public required string Subject { get; init; }

    /// <summary>True where the step may be taken.</summary>
    public required bool Open { get; init; }

    /// <summary>Everything the rules found, worst first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Codes that two people have overridden.</summary>
    public IReadOnlyList<string> Overridden { get; init; } = [];
}

/// <summary>A signature under something.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
public sealed record Signature(string Actor, Role Role, DateTimeOffset At, string Reason);

/// <summary>A gate's findings set aside by two people in two roles, with reasons. Stands on every later page.</summary>
public sealed record GateOverride : IHistory
{
    /// <inheritdoc/>
    public static string Kind => "override";

    /// <summary>Gate.</summary>
    public required string Gate { get; init; }

    /// <summary>Subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Codes set aside.</summary>
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>Who signed.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>True once two different people in two different roles have signed.</summary>
    public bool InForce => Signatures.Select(signature => signature.Actor).Distinct().Count() >= 2
        && Signatures.Select(signature => signature.Role).Distinct().Count() >= 2;
}
