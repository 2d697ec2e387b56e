using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Discovery.QuickChecks;

/// <summary>The light touch: answers to a dozen questions, and the signals that should be there if the hunch is right.</summary>
[UseCase("PUT /products/{product}/check", "check write", "Answers the questions of the light touch and lists the expected signals.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class WriteQuickCheck
{
    public static readonly ProblemCode UnknownQuestion = new("unknown_question", 400, "There is no such question");
    public static readonly ProblemCode NoFieldMapped = new("no_field_mapped", 409, "A yes rests on no column");

    private const int MostSignals = 50;
    private const int Longest = 1_000;

    public static async Task<Answer<Document<QuickCheck>>> Handle(string product, QuickCheck body, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return Refuse(body) is { } refused ? refused : await desk.WriteAsync(state, "main", body, [state.Find<Brief>()?.Ref], "", cancellation);
    }

    internal static Refusal? Refuse(QuickCheck body)
    {
        if (body.Answers.Any(reply => reply is null))
        {
            return CommonProblems.Missing("An answer", ["question"]);
        }

        if (body.Answers.FirstOrDefault(reply => QuickQuestions.All.All(question => question.Id != reply.Question)) is { } unknown)
        {
            return new Refusal(UnknownQuestion, $"There is no question '{unknown.Question}'.", $"The questions are: {string.Join(", ", QuickQuestions.All.Select(question => question.Id))}.");
        }

        if (body.Answers.GroupBy(reply => reply.Question).FirstOrDefault(replies => replies.Count() > 1) is { } twice)
        {
            return CommonProblems.Invalid("answers", $"The question '{twice.Key}' is answered twice.", "Keep one answer.");
        }

        foreach (var question in QuickQuestions.All.Where(question => question.NeedsFields))
        {
            if (body.Answers.FirstOrDefault(reply => reply.Question == question.Id) is { Answer: QuickAnswer.Yes } reply && (reply.Fields is null || reply.Fields.All(string.IsNullOrWhiteSpace)))
            {
                return new Refusal(NoFieldMapped, $"'{question.Words}' is answered with yes, and no column is named that it rests on.", "Name at least one column in 'fields', or answer 'unknown' until somebody has looked.") { Fields = ["answers.fields"] };
            }
        }

        return body.Signals.Count > MostSignals ? CommonProblems.Invalid("signals", $"Up to {MostSignals} signals; got {body.Signals.Count}.", "Keep those that matter most.")
            : body.Signals.Any(signal => signal is null || string.IsNullOrWhiteSpace(signal.Name)) ? CommonProblems.Missing("A signal", ["name"])
            : body.Answers.Any(reply => (reply.Note?.Length ?? 0) > Longest) || body.Signals.Any(signal => $"{signal.Name}{signal.Field}".Length > Longest) ? CommonProblems.Invalid("answers", $"A note has up to {Longest:N0} characters.", "Write it shorter.")
            : null;
    }
}

/// <summary>The questions of the light touch.</summary>
[UseCase("GET /questions", "check questions", "Lists the questions of the light touch.")]
internal static class ListQuestions
{
    public static Task<Answer<IReadOnlyList<QuickQuestion>>> Handle(CancellationToken cancellation) => Task.FromResult(AnswerOf.Good(QuickQuestions.All));
}
