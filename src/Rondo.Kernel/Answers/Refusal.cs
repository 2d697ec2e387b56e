using Rondo.Contracts;

namespace Rondo.Kernel;

/// <summary>A kind of refusal, declared beside the rule that refuses. Found by reflection for the reference page.</summary>
/// <param name="Code">Stable, snake_case, unique in the program.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">Short; the same for every occurrence.</param>
public sealed record ProblemCode(string Code, int Status, string Title);

/// <summary>An expected "no": never an exception, never half a write.</summary>
public sealed record Refusal(ProblemCode Code, string Detail, string NextStep)
{
    /// <summary>Fields at fault.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Findings behind a closed gate.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>Both sides of a lost race.</summary>
    public VersionConflict? Conflict { get; init; }

    /// <summary>As it travels.</summary>
    public Problem ToProblem() => new()
    {
        Type = $"urn:rondo:problem:{Code.Code}",
        Title = Code.Title,
        Status = Code.Status,
        Code = Code.Code,
        Detail = Detail,
        NextStep = NextStep,
        Fields = Fields,
        Findings = Findings,
        Conflict = Conflict,
    };
}

/// <summary>Refusals that belong to no single rule.</summary>
public static class CommonProblems
{
    /// <summary>The product does not exist.</summary>
    public static readonly ProblemCode UnknownProduct = new("unknown_product", 404, "There is no such product");

    /// <summary>The document does not exist.</summary>
    public static readonly ProblemCode UnknownDocument = new("unknown_document", 404, "There is no such document");

    /// <summary>Somebody else wrote first.</summary>
    public static readonly ProblemCode StaleVersion = new("stale_version", 409, "Somebody changed this since you read it");

    /// <summary>Required fields are empty.</summary>
    public static readonly ProblemCode MissingField = new("missing_field", 409, "Required fields are empty");

    /// <summary>A field holds something it must not.</summary>
    public static readonly ProblemCode InvalidField = new("invalid_field", 400, "A field holds something it must not");

    /// <summary>A reason is required.</summary>
    public static readonly ProblemCode ReasonRequired = new("reason_required", 409, "This needs a reason");

    /// <summary>The role may not do this.</summary>
    public static readonly ProblemCode RoleNotAllowed = new("role_not_allowed", 403, "Your role may not do this");

    /// <summary>The role may not write this field.</summary>
    public static readonly ProblemCode FieldNotYours = new("field_not_yours", 403, "Your role may not write this field");

    /// <summary>The same idempotency key came with different content.</summary>
    public static readonly ProblemCode KeyReused = new("idempotency_key_reused", 409, "This idempotency key was used for something else");

    /// <summary>A product that nobody made.</summary>
    public static Refusal NoProduct(string product) => new(UnknownProduct, $"There is no product '{product}'.", "Create it first, or check the spelling against the list of products.");

    /// <summary>A document that nobody wrote.</summary>
    public static Refusal NoDocument(string kind, string id) => new(UnknownDocument, $"There is no {kind.Replace('_', ' ')} '{id}'.", $"Check the spelling against the product's documents of the kind '{kind}', or create it first.");

    /// <summary>Empty required fields, all named at once.</summary>
    public static Refusal Missing(string what, IReadOnlyList<string> fields) =>
        new(MissingField, $"{what} cannot be saved yet: {string.Join(", ", fields)} {(fields.Count == 1 ? "is" : "are")} empty.", "Fill in the named fields and send it again.") { Fields = fields };

    /// <summary>One field with a value that it must not have.</summary>
    public static Refusal Invalid(string field, string detail, string nextStep) => new(InvalidField, detail, nextStep) { Fields = [field] };

    /// <summary>A batch of a size that is not taken; null where it is.</summary>
    /// <param name="items">Items.</param>
    /// <param name="most">Most of them.</param>
    /// <param name="what">What they are, in the plural.</param>
    public static Refusal? Batch<T>(IReadOnlyCollection<T>? items, int most, string what) =>
        items is { Count: > 0 } && items.Count <= most ? null : Invalid("items", $"A batch holds 1 to {most:N0} {what}; got {items?.Count ?? 0:N0}.", "Split it, or send at least one.");

    /// <summary>No reason was given where one is required.</summary>
    public static Refusal NoReason(string why) => new(ReasonRequired, why, "Say in one sentence why, in the field 'reason'.");
}
