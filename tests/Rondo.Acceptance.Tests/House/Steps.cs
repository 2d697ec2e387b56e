using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Acceptance.House;

/// <summary>Steps that most stories share, in the words of a team.</summary>
internal static class Steps
{
    public static readonly Verdict Ml = new() { Choice = VerdictChoice.Ml, Reason = "The signals are many and weak; rules miss those who leave silently." };

    public static readonly Brief Brief = new()
    {
        Who = "The retention team",
        Pain = "Learns that a customer leaves when the cancellation arrives.",
        CostToday = "27 % leave; each lost customer costs 200.",
        DesiredOutcome = "Reach four of five of them before they leave.",
    };

    /// <summary>"Find at least 80 % of those who leave."</summary>
    public static readonly SuccessContract Contract = new()
    {
        Sentence = "Find at least 80 % of the customers who will leave.",
        Because = "A missed customer costs 200, a needless call 5.",
        Target = "left",
        Positive = "Yes",
        Promises = [new Promise { Metric = PromiseMetric.Recall, Limit = 0.8, Margin = 0.05 }],
        CostMiss = 200,
        CostFalseAlarm = 5,
        UserImpact = "Customers get a call; nobody is refused anything.",
    };

    public static readonly ActionMap Actions = new()
    {
        Rows =
        [
            new ActionRow("positive", "Call the customer", "retention team"),
            new ActionRow("unsure", "An agent looks at the account", "retention team"),
            new ActionRow("negative", "Do nothing", "retention team"),
            new ActionRow("wrong", "The agent notes what was wrong", "retention team"),
        ],
    };

    public static async Task WriteBriefAsync(this Team team) =>
        (await team.Manager.SaveBriefAsync(team.Product, Brief)).Must();

    public static async Task JudgeAsync(this Team team, RiskName name, RiskScore score) =>
        (await team.Manager.SaveRiskAsync(team.Product, name, new Risk { Score = score, Evidence = [$"{name.Question()} Twelve interviews say so."], Owner = "product-manager" })).Must();

    public static async Task JudgeAllAsync(this Team team, RiskScore data = RiskScore.Green)
    {
        foreach (var name in RiskNames.All)
        {
            await team.JudgeAsync(name, name == RiskName.DataFeasibility ? data : RiskScore.Green);
        }
    }

    /// <summary>Brief, five risks, verdict "ml".</summary>
    public static async Task DiscoverAsync(this Team team)
    {
        await team.WriteBriefAsync();
        await team.JudgeAllAsync();
        (await team.Manager.DecideVerdictAsync(team.Product, Ml)).Must();
    }

    /// <summary>Writes and locks a contract.</summary>
    public static async Task<Document<SuccessContract>> PromiseAsync(this Team team, SuccessContract? contract = null)
    {
        (await team.Manager.SaveContractAsync(team.Product, contract ?? Contract)).Must();
        return (await team.Manager.LockContractAsync(team.Product, new LockRequest())).Must();
    }

    /// <summary>Imports a file and judges what it can teach.</summary>
    public static async Task<Readiness> ImportAsync(this Team team, string id, string csv, string target = "left", string loop = "")
    {
        (await team.UploadTextAsync(id, csv, target, loop: loop)).Must();
        return (await team.Scientist.MeasureReadinessAsync(team.Product, id)).Must().Body;
    }

    /// <summary>Trains, watches the job to its end and returns the run.</summary>
    public static async Task<Document<Run>> TrainAsync(this Team team, string dataset, string split = "fifth", string loop = "", params IReadOnlyList<string> learners)
    {
        var job = (await team.Scientist.StartRunAsync(team.Product, new StartRunRequest { Dataset = dataset, Learners = learners, Split = split, Loop = loop })).Must();
        var last = await team.WatchAsync(job.Id);
        last.State.ShouldBe(JobState.Done, last.Problem?.Detail);
        var run = JsonDocument.Parse(last.Result!).RootElement.GetProperty("run").GetString()!;
        return (await team.Viewer.GetRunAsync(team.Product, run)).Must();
    }

    /// <summary>Follows a job by server-sent events until it has ended.</summary>
    public static async Task<JobStatus> WatchAsync(this Team team, string job)
    {
        JobStatus? last = null;
        await foreach (var status in team.Scientist.WatchJobAsync(job))
        {
            last = status.Must();
        }

        return last.ShouldNotBeNull();
    }

    public static async Task<Document<Evaluation>> EvaluateAsync(this Team team, string run) =>
        (await team.Scientist.EvaluateAsync(team.Product, new EvaluateRequest { Run = run })).Must();

    /// <summary>Discovery, data, promise and one quick model, judged: what most tests of later stages begin with.</summary>
    public static async Task<Document<Evaluation>> ReachEvaluationAsync(this Team team, SuccessContract? contract = null, string learner = "logistic")
    {
        await team.DiscoverAsync();
        await team.PromiseAsync(contract);
        await team.ImportAsync("customers", Files.Learnable());
        return await team.EvaluateAsync((await team.TrainAsync("customers", learners: learner)).Id);
    }

    /// <summary>Action map, evidence page and both signatures.</summary>
    public static async Task SignOffAsync(this Team team, string evaluation)
    {
        (await team.Manager.SaveActionMapAsync(team.Product, Actions)).Must();
        (await team.Scientist.PublishEvidenceAsync(team.Product, evaluation)).Must();
        (await team.Scientist.SignAsync(team.Product, evaluation, new SignRequest { Reason = "Judged once on held-out rows." })).Must();
        (await team.Manager.SignAsync(team.Product, evaluation, new SignRequest { Reason = "The price in false alarms is worth it." })).Must();
    }

    public static async Task MonitorAsync(this Team team, string id, Contracts.Monitor monitor) =>
        (await team.Engineer.SaveMonitorAsync(team.Product, id, monitor with { Action = "Find out what changed.", Owner = "engineer" })).Must();

    /// <summary>A release that lacks nothing.</summary>
    public static Release ReleaseOf(Document<Evaluation> evaluation, params IReadOnlyList<string> monitors) => new()
    {
        Evaluation = evaluation.Id,
        Fallback = new Fallback(FallbackKind.Default, "No", "No recommendation today; use your judgement."),
        Abstain = new AbstainBand(0, 0, ""),
        Audience = new Audience("everybody", "Every customer may leave."),
        Surface = new Surface("Work list of the retention team", "Likely to leave", "sure, likely or unsure"),
        Owner = "engineer",
        LatencyBudgetMs = 2000,
        Monitors = monitors,
    };

    public static async Task<Document<Release>> AdvanceAsync(this Team team, string release, ReleaseStep to, double percent = 0) =>
        (await team.Engineer.AdvanceReleaseAsync(team.Product, release, new AdvanceRequest { To = to, Percent = percent, Reason = "The step before went well." })).Must();

    /// <summary>All the way to a draft of a release that a monitor watches.</summary>
    public static async Task<Document<Release>> ReachReleaseAsync(this Team team, Func<Release, Release>? change = null, string learner = "logistic") =>
        await team.ReleaseAsync(await team.ReachEvaluationAsync(learner: learner), change);

    /// <summary>Signs an evaluation, watches it, and makes a draft of its release.</summary>
    public static async Task<Document<Release>> ReleaseAsync(this Team team, Document<Evaluation> evaluation, Func<Release, Release>? change = null)
    {
        await team.ReadyForReleaseAsync(evaluation);
        var release = ReleaseOf(evaluation, "inputs");
        return (await team.Engineer.CreateReleaseAsync(team.Product, "release-1", change?.Invoke(release) ?? release)).Must();
    }

    /// <summary>Both signatures, and a monitor on the inputs.</summary>
    public static async Task ReadyForReleaseAsync(this Team team, Document<Evaluation> evaluation)
    {
        await team.SignOffAsync(evaluation.Id);
        await team.MonitorAsync("inputs", new Contracts.Monitor { Metric = MonitorMetric.FeatureDrift, WindowDays = 7 });
    }

    /// <summary>Draft, shadow, half of the users, everybody.</summary>
    public static async Task GoLiveAsync(this Team team, string release = "release-1")
    {
        await team.AdvanceAsync(release, ReleaseStep.Shadow);
        await team.AdvanceAsync(release, ReleaseStep.Percentage, 50);
        await team.AdvanceAsync(release, ReleaseStep.Full);
    }

    /// <summary>Asks for decisions about made-up customers; their outcomes stand beside the answers.</summary>
    public static async Task<IReadOnlyList<(DecisionAnswer Answer, string Outcome)>> AskAsync(this Team team, int customers, int seed, double shift = 0)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, customers).Select(i => Files.Customer(random, (seed * 100_000) + i, shift)).ToList();
        var answers = (await team.Engineer.DecideManyAsync(team.Product, [.. rows.Select(row => Request((string)row["customer_id"], row))])).Must();
        return [.. answers.Zip(rows.Select(row => (string)row["left"]))];
    }

    public static DecisionRequest Request(string entity, IReadOnlyDictionary<string, object> row) =>
        new() { Entity = entity, Features = JsonSerializer.SerializeToElement(row.Where(cell => cell.Key != "left").ToDictionary(cell => cell.Key, cell => cell.Value)) };
}
