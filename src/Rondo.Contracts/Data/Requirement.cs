using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>A field that the product needs: why, in the product manager's words; how, in the data team's.</summary>
public sealed record Requirement : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "requirement";

    /// <summary>Field, as it would be called in a data set.</summary>
    public string Field { get; init; } = "";

    /// <summary>Hypothesis that needs it; empty where none does.</summary>
    public string Hypothesis { get; init; } = "";

    /// <summary>Why it matters.</summary>
    [WrittenBy(Role.ProductManager)]
    public string Why { get; init; } = "";

    /// <summary>Where it comes from and how it is made.</summary>
    [WrittenBy(Role.DataScientist, Role.Engineer)]
    public string How { get; init; } = "";

    /// <summary>Who answers for it.</summary>
    [WrittenBy(Role.DataScientist, Role.Engineer)]
    public string Owner { get; init; } = "";

    /// <summary>How often it is refreshed.</summary>
    [WrittenBy(Role.DataScientist, Role.Engineer)]
    public string Refresh { get; init; } = "";

    /// <summary>True where both sides have written theirs: only then can it be carried out.</summary>
    [JsonIgnore]
    public bool Ready => !string.IsNullOrWhiteSpace(Why) && !string.IsNullOrWhiteSpace(How);
}

/// <summary>Whether a data set holds what is required.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RequirementStatus>))]
public enum RequirementStatus
{
    /// <summary>A column holds it, mostly filled.</summary>
    Met,

    /// <summary>No column holds it, or mostly nothing stands there.</summary>
    Unmet,
}

/// <summary>A requirement beside a data set.</summary>
/// <param name="Requirement">Requirement id.</param>
/// <param name="Field">Field.</param>
/// <param name="Status">Whether it is met.</param>
/// <param name="Ready">True where why and how are both written.</param>
/// <param name="Column">Column that holds it; null where none does.</param>
/// <param name="Sentence">In one sentence.</param>
public sealed record RequirementCheck(string Requirement, string Field, RequirementStatus Status, bool Ready, string? Column, string Sentence);

/// <summary>Every requirement beside one version of a data set.</summary>
/// <param name="Dataset">Data set and version.</param>
/// <param name="Sentence">How many are met.</param>
/// <param name="Checks">Each of them.</param>
public sealed record RequirementReport(DocumentRef Dataset, string Sentence, IReadOnlyList<RequirementCheck> Checks);

/// <summary>Something that would have to be known to understand what happened.</summary>
/// <param name="Name">What: "conversations", "ticket types", "resolution outcomes".</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Field">Column that would hold it; the name where empty.</param>
public sealed record ContextItem(string Name, string Why = "", string Field = "");

/// <summary>The context that the product needs, whether or not it is there.</summary>
public sealed record ContextInventory : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "context";

    /// <summary>What is needed.</summary>
    public IReadOnlyList<ContextItem> Items { get; init; } = [];
}

/// <summary>What kind of gap.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<GapKind>))]
public enum GapKind
{
    /// <summary>Values are missing.</summary>
    Incomplete,

    /// <summary>Somebody is hardly in the data, or unlike others in it.</summary>
    Biased,

    /// <summary>Context that is needed is not there.</summary>
    Context,
}

/// <summary>A gap or a bias of a data set.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Name">What lacks: a column, or context.</param>
/// <param name="Sentence">What was found, with its numbers.</param>
/// <param name="NextStep">What to do about it.</param>
/// <param name="Requirement">Requirement that asks for it already; null where none does.</param>
public sealed record DataGap(GapKind Kind, string Name, string Sentence, string NextStep, string? Requirement);

/// <summary>Everything that lacks in a data set.</summary>
/// <param name="Sentence">How much of what.</param>
/// <param name="Gaps">Gaps, context first.</param>
public sealed record GapReport(string Sentence, IReadOnlyList<DataGap> Gaps);
