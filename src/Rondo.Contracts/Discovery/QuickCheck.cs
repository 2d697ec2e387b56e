using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>In which form a task needs its data, beyond columns of numbers and categories.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DataForm>))]
public enum DataForm
{
    /// <summary>Columns of numbers and categories.</summary>
    Table,

    /// <summary>Free text: what people wrote.</summary>
    Text,

    /// <summary>When things happened.</summary>
    Time,

    /// <summary>Pictures or sound.</summary>
    Image,
}

/// <summary>An answer before anybody has measured.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<QuickAnswer>))]
public enum QuickAnswer
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,
}

/// <summary>What a team believes of a signal.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SignalBelief>))]
public enum SignalBelief
{
    /// <summary>It should be there; nobody has looked.</summary>
    Believe,

    /// <summary>It is there.</summary>
    Have,

    /// <summary>It is not there.</summary>
    Missing,
}

/// <summary>What the data say of a signal that somebody expected.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SignalStrength>))]
public enum SignalStrength
{
    /// <summary>No data set was judged yet.</summary>
    Unmeasured,

    /// <summary>There, and clearly above chance.</summary>
    Found,

    /// <summary>There, and little above chance.</summary>
    Weak,

    /// <summary>No such column, or nothing in it.</summary>
    Absent,
}

/// <summary>One answered question.</summary>
/// <param name="Question">Id of the question.</param>
/// <param name="Answer">Answer.</param>
/// <param name="Note">In words; may be empty.</param>
/// <param name="Fields">Columns that the answer rests on.</param>
public sealed record QuickReply(string Question, QuickAnswer Answer, string Note = "", IReadOnlyList<string>? Fields = null);

/// <summary>A signal that should be in the data if the hunch is right.</summary>
/// <param name="Name">In words, for example "falling activity".</param>
/// <param name="Field">Column that would hold it; may be empty where nobody knows.</param>
/// <param name="Belief">What is believed of it.</param>
public sealed record ExpectedSignal(string Name, string Field, SignalBelief Belief = SignalBelief.Believe);

/// <summary>The light touch: a dozen questions, answered in minutes, and the signals that should be there if the hunch is right.</summary>
public sealed record QuickCheck : IDocument
{
    /// <inheritdoc/>
    public static string Kind => "quick_check";

    /// <summary>Forms of data that the task needs.</summary>
    public IReadOnlyList<DataForm> Needs { get; init; } = [];

    /// <summary>Answers.</summary>
    public IReadOnlyList<QuickReply> Answers { get; init; } = [];

    /// <summary>Expected signals.</summary>
    public IReadOnlyList<ExpectedSignal> Signals { get; init; } = [];
}

/// <summary>A question of the light touch.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Words">The question.</param>
/// <param name="NeedsFields">True where a yes must name the columns that it rests on.</param>
/// <param name="Good">The answer that speaks for ML.</param>
public sealed record QuickQuestion(string Id, string Words, bool NeedsFields = false, QuickAnswer Good = QuickAnswer.Yes);

/// <summary>The questions: fifteen at most, because discovery decides on plausibility only.</summary>
public static class QuickQuestions
{
    /// <summary>Id of the question whether the needed type of data is captured.</summary>
    public const string CapturesType = "captures_type";

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<QuickQuestion> All { get; } =
    [
        new(CapturesType, "Do we capture the type of data that this task requires?", NeedsFields: true),
        new("outcome_recorded", "Is the outcome that we want to predict recorded somewhere?", NeedsFields: true),
        new("often_enough", "Does the outcome come often enough to learn from?"),
        new("history", "Do we have at least several months of it?"),
        new("known_in_time", "Is what we would look at known before the decision has to be made?"),
        new("pattern", "Is there reason to believe that the past says something about the next case?"),
        new("rules_fail", "Have rules been tried, and do they miss too much or flag too much?"),
        new("manual_costs", "Does doing it by hand cost more than we can pay, or take too long?"),
        new("people_agree", "Would two experts mostly agree on the right answer?"),
        new("mistakes_bearable", "Can the product live with a model that is sometimes wrong?"),
        new("somebody_acts", "Is it clear who does what with each answer?"),
        new("may_use", "May we use this data for this purpose?"),
    ];
}

/// <summary>An expected signal beside what the data say.</summary>
/// <param name="Name">In words.</param>
/// <param name="Field">Column.</param>
/// <param name="Belief">What was believed.</param>
/// <param name="Strength">What was measured.</param>
/// <param name="Signal">ROC-AUC of the column alone; null where none was measured.</param>
/// <param name="Sentence">In one sentence.</param>
public sealed record MeasuredSignal(string Name, string Field, SignalBelief Belief, SignalStrength Strength, Estimate? Signal, string Sentence);

/// <summary>One of the five things that must stand on evidence before a product is ready for ML.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Words">What it is.</param>
/// <param name="Evidence">Document that it stands on; null where nothing does.</param>
/// <param name="Sentence">What that says, or what is missing.</param>
public sealed record ChecklistPoint(string Id, string Words, DocumentRef? Evidence, string Sentence);
