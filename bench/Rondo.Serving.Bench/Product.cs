using Rondo.Client;
using Rondo.Contracts;

namespace Rondo.Serving.Bench;

/// <summary>Takes a product all the way to a release for everybody and a second one that answers a tenth of the entities, as a team would.</summary>
internal sealed class Product(HttpClient http)
{
    public const string Id = "bench";

    private RondoClient As(Role role) => new(http) { Persona = new Persona(WireWords.Write(role).Replace('_', '-'), role) };

    public async Task PrepareAsync(string folder)
    {
        var (manager, scientist, engineer) = (As(Role.ProductManager), As(Role.DataScientist), As(Role.Engineer));
        Must(await manager.CreateProductAsync(new CreateProductRequest { Id = Id, Name = "Bench", Summary = "Decides as fast as it can." }));
        Must(await manager.SaveBriefAsync(Id, new Brief { Who = "A team", Pain = "Waits for answers.", CostToday = "A second each.", DesiredOutcome = "Does not notice." }));
        foreach (var name in RiskNames.All)
        {
            Must(await manager.SaveRiskAsync(Id, name, new Risk { Score = RiskScore.Green, Evidence = ["Interviews."], Owner = "product-manager" }));
        }

        Must(await manager.DecideVerdictAsync(Id, new Verdict { Choice = VerdictChoice.Ml, Reason = "Many weak signals." }));
        Must(await manager.SaveContractAsync(Id, new SuccessContract
        {
            Sentence = "Find at least half of them.", Because = "A miss costs 200.", Target = "y", Positive = "yes", CostMiss = 200, CostFalseAlarm = 5,
            Promises = [new Promise { Metric = PromiseMetric.Recall, Limit = 0.5, Margin = 0.05 }], UserImpact = "None.",
        }));
        Must(await manager.LockContractAsync(Id, new LockRequest()));
        await using (var file = File.OpenRead(Path.Combine(folder, "rows.csv")))
        {
            Must(await scientist.UploadDatasetAsync(Id, "rows", new DatasetUpload { File = "rows.csv", Target = "y", Positive = "yes" }, file));
        }

        Must(await scientist.MeasureReadinessAsync(Id, "rows"));
        // The model of the peers: trained outside, taken in like anybody's.
        using var bundle = HundredTrees.Bundle(folder);
        var run = Must(await scientist.ImportRunAsync(Id, "rows", "fifth", bundle)).Id;
        var evaluation = Must(await scientist.EvaluateAsync(Id, new EvaluateRequest { Run = run })).Id;
        Must(await manager.SaveActionMapAsync(Id, new ActionMap
        {
            Rows = [new("positive", "Call", "team"), new("unsure", "Look", "team"), new("negative", "Nothing", "team"), new("wrong", "Note it", "team")],
        }));
        Must(await scientist.PublishEvidenceAsync(Id, evaluation));
        Must(await scientist.SignAsync(Id, evaluation, new SignRequest { Reason = "Judged." }));
        Must(await manager.SignAsync(Id, evaluation, new SignRequest { Reason = "Worth it." }));
        Must(await engineer.SaveMonitorAsync(Id, "inputs", new Contracts.Monitor { Metric = MonitorMetric.FeatureDrift, WindowDays = 7, Action = "Look.", Owner = "engineer" }));
        foreach (var (name, steps) in new[] { ("one", new[] { ReleaseStep.Shadow, ReleaseStep.Percentage, ReleaseStep.Full }), ("two", [ReleaseStep.Shadow, ReleaseStep.Percentage]) })
        {
            Must(await engineer.CreateReleaseAsync(Id, name, new Release
            {
                Evaluation = evaluation, Fallback = new Fallback(FallbackKind.Default, "no", "No answer today."), Abstain = new AbstainBand(0, 0, ""),
                Audience = new Audience("everybody", "All."), Surface = new Surface("List", "Likely", "sure"), Owner = "engineer", LatencyBudgetMs = 2000, Monitors = ["inputs"],
            }));
            foreach (var step in steps)
            {
                Must(await engineer.AdvanceReleaseAsync(Id, name, new AdvanceRequest { To = step, Percent = step == ReleaseStep.Percentage ? 10 : 0, Reason = "Went well." }));
            }
        }
    }

    /// <summary>Lets a further release score every request unseen.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> ShadowAsync()
    {
        var engineer = As(Role.Engineer);
        var releases = Must(await engineer.GetReleasesAsync(Id));
        var (name, one) = ($"shadow-{releases.Count}", releases.First(release => release.Id == "one").Body);
        Must(await engineer.CreateReleaseAsync(Id, name, one with { Step = ReleaseStep.Draft, Percent = 0, Champion = "", Salt = "", SupersededBy = "" }));
        Must(await engineer.AdvanceReleaseAsync(Id, name, new AdvanceRequest { To = ReleaseStep.Shadow, Reason = "Watch it." }));
        return name;
    }

    public async Task StopAsync(string release) => Must(await As(Role.Engineer).StopReleaseAsync(Id, release, new StopRequest { Reason = "Seen enough." }));

    private static T Must<T>(Reply<T> reply) => reply.Ok ? reply.Value! : throw new InvalidOperationException($"{reply.Problem?.Code}: {reply.Problem?.Detail} {reply.Problem?.NextStep}");
}
