namespace Rondo.Worlds;

/// <summary>One way in which an export differs from the truth.</summary>
public enum MessKind
{
    /// <summary>A value that exists was lost; a missing token (or nothing) stands in its place.</summary>
    LostValue,

    /// <summary>A value that the business never had, for example an unanswered survey, as a missing token or nothing.</summary>
    UnknownValue,

    /// <summary>A number in another notation: decimal comma, currency sign, thousands separator, percent.</summary>
    NumberFormat,

    /// <summary>A date that is not year-month-day.</summary>
    DateFormat,

    /// <summary>A category in another spelling.</summary>
    Spelling,

    /// <summary>The outcome in another spelling than Yes or No.</summary>
    LabelSpelling,

    /// <summary>A value that cannot be: negative days, a satisfaction of 9.</summary>
    ImpossibleValue,

    /// <summary>A row that repeats another, cell for cell.</summary>
    ExactDuplicate,

    /// <summary>A row that repeats another but for one changed number.</summary>
    NearDuplicate,

    /// <summary>A row that repeats another but for the opposite outcome.</summary>
    ConflictingDuplicate,
}
