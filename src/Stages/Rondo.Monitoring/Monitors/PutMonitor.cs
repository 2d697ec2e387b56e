using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Monitoring.Monitors;

/// <summary>
/// Writes a monitor. It says what to do before it says when: a rule without an action only makes noise. Writing a
/// retired one sets it to work again.
/// </summary>
[UseCase("PUT /products/{product}/monitors/{id}", "monitor write", "Writes a monitor.")]
[AllowedTo(Role.DataScientist, Role.Engineer, Role.ProductManager)]
internal static class PutMonitor
{
    public static readonly ProblemCode NoAction = new("no_action", 409, "Nobody has said what to do when it alarms");
    public static readonly ProblemCode NoLimit = new("no_limit", 409, "Nothing says when it alarms");

    public static async Task<Answer<Document<Monitor>>> Handle(string product, string id, Monitor request, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (request.Cohort.Length > 0 && state.Find<Cohort>(request.Cohort) is null)
        {
            return CommonProblems.NoDocument(Cohort.Kind, request.Cohort);
        }

        var contract = state.Find<SuccessContract>();
        return Decide(id, request, contract?.Body).Try(out var body, out var refused)
            ? await desk.WriteAsync(state, id, body, Limits.IsPromise(body) ? [contract?.Ref] : [], "", cancellation)
            : refused;
    }

    internal static Answer<Monitor> Decide(string id, Monitor request, SuccessContract? contract)
    {
        const string Again = "Correct the field and send it again.";
        if (id.Length is < 1 or > 60 || id.Any(sign => !char.IsAsciiLetterLower(sign) && !char.IsAsciiDigit(sign) && sign is not ('-' or '_' or '.')))
        {
            return CommonProblems.Invalid("id", "The id of a monitor is 1 to 60 lower-case letters, digits, dots, dashes and underscores.", Again);
        }

        if (string.IsNullOrWhiteSpace(request.Action))
        {
            return new Refusal(NoAction, $"Monitor '{id}' does not say what to do when it alarms.", "Say in 'action' what somebody does then, for example 'collect the last four weeks and retrain'.") { Fields = ["action"] };
        }

        if (string.IsNullOrWhiteSpace(request.Owner))
        {
            return CommonProblems.Missing($"Monitor '{id}'", ["owner"]);
        }

        return request.Cohort.Length > 0 && request.Metric is not (MonitorMetric.Recall or MonitorMetric.Precision) ? CommonProblems.Invalid("cohort", "A cohort can be watched for recall and precision.", "Leave 'cohort' empty, or watch one of these.")
            : !(request.WindowDays is > 0 and <= 366) ? CommonProblems.Invalid("window_days", $"A window is longer than 0 and up to 366 days; got {request.WindowDays}.", Again)
            : request.Consecutive is < 1 or > 50 ? CommonProblems.Invalid("consecutive", $"1 to 50 windows in a row; got {request.Consecutive}.", Again)
            : !(request.MinimumMaturity is >= 0 and <= 1) ? CommonProblems.Invalid("minimum_maturity", $"A share between 0 and 1; got {request.MinimumMaturity}.", Again)
            : !(request.AcknowledgeHours is > 0 and <= 8_784) ? CommonProblems.Invalid("acknowledge_hours", $"Above 0 and up to 8,784 hours; got {request.AcknowledgeHours}.", Again)
            : !(request.DecideHours is > 0 and <= 8_784) ? CommonProblems.Invalid("decide_hours", $"Above 0 and up to 8,784 hours; got {request.DecideHours}.", Again)
            : request.Limit is { } limit && !(limit >= 0 && limit <= Limits.Largest(request.Metric)) ? CommonProblems.Invalid("limit", $"The limit of this metric lies from 0 to {Limits.Largest(request.Metric)}; got {limit}.", Again)
            : Limits.Of(request, contract) is null ? new Refusal(NoLimit, $"Monitor '{id}' has no limit of its own, and the contract promises nothing about {Words.Of(request.Metric)}.", "Set 'limit', or put the promise into the contract.") { Fields = ["limit"] }
            : request with { Retired = false };
    }
}
