using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Labeling.Pilots;

/// <summary>Starts labelling at scale. What people do not agree on in a pilot they will not agree on in ten thousand items, only dearer.</summary>
[UseCase("POST /products/{product}/labeling", "labels start", "Starts labelling at scale, once a pilot shows that people agree.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Reviewer)]
internal static class StartLabeling
{
    private const int MostItems = 100_000_000;

    public static async Task<Answer<Document<LabelingPlan>>> Handle(string product, LabelingPlan plan, Desk desk, GateKeeper gates, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if ((Refuse(plan) ?? gates.Refuse(state, GateNames.Label, "")) is { } refused)
        {
            return refused;
        }

        var pilot = PilotShowsAgreement.Pilot(state);
        var guideline = state.Find<Guideline>();
        return await desk.WriteAsync(state, "main", Priced(plan) with { Pilot = pilot?.Id ?? "" }, [pilot?.Ref, guideline?.Ref], "", cancellation);
    }

    internal static LabelingPlan Priced(LabelingPlan plan)
    {
        double? hours = plan.SecondsPerLabel > 0 ? plan.Items * (double)plan.LabelsPerItem * plan.SecondsPerLabel / 3600 : null;
        return plan with { Hours = hours, Cost = hours is { } time && plan.HourlyRate > 0 ? time * plan.HourlyRate : null };
    }

    internal static Refusal? Refuse(LabelingPlan plan) =>
        plan.Items is < 1 or > MostItems ? CommonProblems.Invalid("items", $"1 to {MostItems:N0} items; got {plan.Items:N0}.", "Say how many items are to be labelled.") :
        plan.LabelsPerItem is < 1 or > 100 ? CommonProblems.Invalid("labels_per_item", $"1 to 100 labels an item; got {plan.LabelsPerItem}.", "Say how many people label each item.") :
        plan.SecondsPerLabel is not (>= 0 and <= 1e6) || plan.HourlyRate is not (>= 0 and <= 1e6) ? CommonProblems.Invalid("seconds_per_label", "Seconds and rate are numbers from 0 to a million.", "Correct them; 0 stands for not known.") :
        null;
}

/// <summary>A pilot was labelled by several people, and they agreed well enough.</summary>
internal sealed class PilotShowsAgreement : IGateRule
{
    // With fewer items even full agreement has a wide interval.
    private const int FewestItems = 20;

    public GateRuleDescriptor Descriptor { get; } = new("pilot_shows_agreement", GateNames.Label, $"A pilot of at least {FewestItems} items was labelled by two people or more, and the lower bound of their alpha is at least {Agreements.AgreementJudge.Enough}.", "A9", "L7");

    /// <summary>The pilot that speaks best for the labels; null without any.</summary>
    internal static Stored<Agreement>? Pilot(ProductState state) =>
        state.All<Agreement>().Where(agreement => agreement.Body is { Items: >= FewestItems, Annotators: >= 2 }).MaxBy(agreement => agreement.Body.KrippendorffAlpha.Low ?? -1);

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        if (Pilot(state) is not { } pilot)
        {
            yield return new Finding { Code = "no_pilot", Severity = Severity.Fail, Sentence = $"Nobody knows yet whether these labels can be applied consistently: no pilot of {FewestItems} items or more was labelled by two people.", Numbers = new Dictionary<string, double> { ["needed_items"] = FewestItems }, NextStep = "Let two or three people label the same 50 items by the guideline, and import their labels." };
        }
        else if (pilot.Body.KrippendorffAlpha.Low is not >= Agreements.AgreementJudge.Enough)
        {
            yield return new Finding { Code = "pilot_disagrees", Severity = Severity.Fail, Sentence = $"In the pilot '{pilot.Id}' people do not agree well enough. {pilot.Body.Sentence}", Numbers = new Dictionary<string, double> { ["alpha_low"] = pilot.Body.KrippendorffAlpha.Low ?? 0, ["needed"] = Agreements.AgreementJudge.Enough, ["items"] = pilot.Body.Items }, NextStep = "Talk through the disputed items, sharpen the guideline, and label another pilot." };
        }
    }
}
