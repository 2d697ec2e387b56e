using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Learning.Loops;

/// <summary>
/// Opens a loop: a signal and what was decided about it. From an incident both are there already; from elsewhere
/// (complaints, a KPI, a review date) somebody writes them down.
/// </summary>
[UseCase("POST /products/{product}/loops", "loop open", "Opens a learning loop.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class OpenLoop
{
    public static readonly ProblemCode UnknownSource = new("unknown_signal_source", 400, "A loop comes from something");
    public static readonly ProblemCode LoopExists = new("loop_exists", 409, "This incident has its loop");
    private static readonly string[] Sources = ["complaint", "kpi", "review_date"];

    public static async Task<Answer<Document<Loop>>> Handle(string product, OpenLoopRequest request, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (desk.Earlier<Loop>(state) is { } earlier)
        {
            return earlier;
        }

        if (!Decide(state, request, desk.Caller.Actor, desk.Now).Try(out var loop, out var refused))
        {
            return refused;
        }

        var id = $"loop-{state.OfKind(Loop.Kind).Count + 1}";
        var draft = Desk.DraftOf(id, loop, [state.Find<Incident>(request.Incident)?.Ref]) with { ExpectedVersion = 0 };
        return (await desk.WriteAllAsync(state, loop.Decision!.Text, [draft], cancellation)).Try(out var written, out var lost)
            ? written.State.Envelope(written.State.Read<Loop>(written.Entries[0]))
            : lost;
    }

    internal static Answer<Loop> Decide(ProductState state, OpenLoopRequest request, string actor, DateTimeOffset now)
    {
        if (request.At > now)
        {
            return CommonProblems.Invalid("at", $"The signal of {request.At:yyyy-MM-dd HH:mm} lies in the future.", "Send when the signal came, or leave it out.");
        }

        return string.IsNullOrEmpty(request.Incident) ? FromElsewhere(request, actor, now) : FromIncident(state, request, actor, now);
    }

    private static Answer<Loop> FromIncident(ProductState state, OpenLoopRequest request, string actor, DateTimeOffset now)
    {
        if (state.Find<Incident>(request.Incident)?.Body is not { } incident)
        {
            return CommonProblems.NoDocument(Incident.Kind, request.Incident);
        }

        if (state.All<Loop>().FirstOrDefault(loop => loop.Body.Signal is { Source: "incident" } signal && signal.Id == request.Incident && loop.Body.ClosedAt is null) is { } open)
        {
            return new Refusal(LoopExists, $"Loop '{open.Id}' of incident '{request.Incident}' is open.", "Go on with that one, or close it first.");
        }

        var text = string.IsNullOrWhiteSpace(request.Decision) ? incident.Decision : request.Decision.Trim();
        return text.Length == 0
            ? CommonProblems.Missing("The loop", ["decision"]) with { NextStep = $"Say in 'decision' what to do, or close incident '{request.Incident}' with its decision first." }
            : new Loop
            {
                Signal = new LoopSignal("incident", request.Incident, incident.Sentence, request.At?.ToUniversalTime() ?? incident.OpenedAt, Stage.Monitoring),
                Decision = new LoopDecision(text, actor, now, request.To),
            };
    }

    private static Answer<Loop> FromElsewhere(OpenLoopRequest request, string actor, DateTimeOffset now)
    {
        if (!Sources.Contains(request.Source))
        {
            return new Refusal(UnknownSource, string.IsNullOrEmpty(request.Source) ? "The loop names neither an incident nor a source." : $"'{(request.Source.Length > 80 ? request.Source[..80] : request.Source)}' is no source of a signal.", $"Name an 'incident', or a 'source': {string.Join(", ", Sources)}.") { Fields = ["source"] };
        }

        IReadOnlyList<string> missing =
        [
            .. string.IsNullOrWhiteSpace(request.Sentence) ? ["sentence"] : Array.Empty<string>(),
            .. string.IsNullOrWhiteSpace(request.Decision) ? ["decision"] : Array.Empty<string>(),
        ];
        return missing.Count > 0
            ? CommonProblems.Missing("The loop", missing)
            : new Loop
            {
                Signal = new LoopSignal(request.Source, "", request.Sentence.Trim(), request.At?.ToUniversalTime() ?? now, request.Source == "review_date" ? Stage.Learning : Stage.Monitoring),
                Decision = new LoopDecision(request.Decision.Trim(), actor, now, request.To),
            };
    }
}
