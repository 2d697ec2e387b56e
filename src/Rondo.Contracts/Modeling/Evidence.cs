namespace Rondo.Contracts;

/// <summary>What the product does when the model says something.</summary>
/// <param name="When"><c>positive</c>, <c>unsure</c>, <c>negative</c> or <c>wrong</c>.</param>
/// <param name="Action">What happens then.</param>
/// <param name="Owner">Who does it.</param>
public sealed record ActionRow(string When, string Action, string Owner);

/// <summary>Prediction to action to owner.</summary>
public sealed record ActionMap : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "action_map";

    /// <summary>Rows; <c>positive</c>, <c>unsure</c> and <c>negative</c> are required.</summary>
    public IReadOnlyList<ActionRow> Rows { get; init; } = [];
}

/// <summary>One of the five questions with its answer.</summary>
/// <param name="Question">Question.</param>
/// <param name="Text">Answer; empty where there is none yet.</param>
/// <param name="Sources">Documents the answer was read from.</param>
public sealed record EvidenceAnswer(string Question, string Text, IReadOnlyList<DocumentRef> Sources);

/// <summary>The evidence page: five questions that anybody may ask of a model before it is released.</summary>
public sealed record Evidence : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "evidence";

    /// <summary>Evaluation it speaks of.</summary>
    public required DocumentRef Evaluation { get; init; }

    /// <summary>Five answers.</summary>
    public required IReadOnlyList<EvidenceAnswer> Answers { get; init; }
}

/// <summary>Two signatures, product and data science, under one evaluation.</summary>
public sealed record SignOff : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "sign_off";

    /// <summary>Evaluation that was signed.</summary>
    public required DocumentRef Evaluation { get; init; }

    /// <summary>Signatures.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>True once a product manager and a data scientist, two people, have signed.</summary>
    public bool Complete => Signatures.Any(product => product.Role == Role.ProductManager
        && Signatures.Any(science => science.Role == Role.DataScientist && science.Actor != product.Actor));
}

/// <summary>Signs an evaluation.</summary>
public sealed record SignRequest
{
    /// <summary>What makes you sign.</summary>
    public string Reason { get; init; } = "";
}
