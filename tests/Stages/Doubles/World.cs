using System.Diagnostics.CodeAnalysis;
using Rondo.Contracts;
using Monitor = Rondo.Contracts.Monitor;

namespace Rondo.Tests.Doubles;

/// <summary>A product "churn" as the stages before leave it: contract, run, signed evaluation, published evidence, action map, monitor.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Linked into several test projects; not all use it.")]
internal sealed class World
{
    public const string Product = "churn";

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private World(ManualClock clock)
    {
        Clock = clock;
        Ledger = new MemoryLedger(clock);
    }

    public ManualClock Clock { get; }

    public MemoryLedger Ledger { get; }

    public MemoryFacts Facts { get; } = new();

    public Kernel.Ledger.ProductState State => Ledger[Product];

    public static SuccessContract Contract { get; } = new()
    {
        Sentence = "Find 80 % of those who will leave",
        Target = "Churn",
        Positive = "Yes",
        Promises = [new Promise { Metric = PromiseMetric.Recall, Limit = 0.8 }],
        Locked = true,
    };

    public static Release Complete { get; } = new()
    {
        Evaluation = "e1",
        Fallback = new Fallback(FallbackKind.Default, "No", "We could not tell."),
        Abstain = new AbstainBand(0.4, 0.45, "A colleague looks at it."),
        Audience = new Audience("everybody", "all customers can leave"),
        Surface = new Surface("retention desk", "may leave", "word"),
        Owner = "engineer",
        Monitors = ["recall"],
    };

    public static Monitor RecallMonitor { get; } = new() { Metric = MonitorMetric.Recall, Action = "collect and retrain", Owner = "data scientist" };

    /// <summary>The product just before its first release.</summary>
    public static async Task<World> ReadyAsync()
    {
        var world = new World(new ManualClock(Start));
        var ledger = world.Ledger;
        await ledger.WriteAsync(Product, "main", new Product { Name = "Churn" });
        var contract = await ledger.WriteAsync(Product, "main", Contract);
        await ledger.WriteAsync(Product, "main", new ActionMap { Rows = [new("positive", "call", "retention"), new("unsure", "look", "desk"), new("negative", "nothing", "nobody")] });
        await ledger.WriteAsync(Product, "recall", RecallMonitor);
        await world.EvaluateAsync("e1", "model-1", contract);
        return world;
    }

    /// <summary>Adds a signed evaluation with its evidence.</summary>
    public async Task EvaluateAsync(string id, string blob, DocumentRef? contract = null, string loop = "", PromiseVerdict verdict = PromiseVerdict.Holds)
    {
        contract ??= State.Latest(SuccessContract.Kind, "main")!.Ref;
        var dataset = await Ledger.WriteAsync(Product, "train", new Dataset { Name = "train", Blob = "rows", Rows = 1000, Columns = [], Target = "Churn", Positive = "Yes", Loop = loop });
        var run = await Ledger.WriteAsync(Product, $"run-{id}", new Run { Dataset = dataset, Split = "random", SplitBy = "random", TrainRows = 800, TestRows = 200, Seed = 1, Candidates = [], Chosen = "c", Sentence = "lightgbm is best.", Excluded = new Dictionary<string, string>(), Loop = loop }, dataset);
        var evaluation = await Ledger.WriteAsync(Product, id, Evaluation(run, dataset, blob, verdict), run, dataset, contract);
        await Ledger.WriteAsync(Product, id, new Evidence { Evaluation = evaluation, Answers = [] }, evaluation);
        await Ledger.WriteAsync(Product, id, new SignOff { Evaluation = evaluation, Signatures = [new("pm", Role.ProductManager, Start, "ok"), new("ds", Role.DataScientist, Start, "ok")] }, evaluation);
    }

    /// <summary>Puts a release at a step without asking any gate.</summary>
    public Task<DocumentRef> ReleaseAsync(string id, ReleaseStep step, double percent = 0, Func<Release, Release>? change = null) =>
        Ledger.WriteAsync(Product, id, (change ?? (release => release))(Complete with { Step = step, Percent = step == ReleaseStep.Full ? 100 : percent, Blob = "model-1", Threshold = 0.5, Salt = $"salt-{id}" }));

    private static Evaluation Evaluation(DocumentRef run, DocumentRef dataset, string blob, PromiseVerdict verdict) => new()
    {
        Run = run,
        Candidate = "c",
        Learner = "lightgbm",
        Blob = blob,
        Dataset = dataset,
        N = 200,
        Positives = 60,
        Verdict = verdict,
        Sentence = "Recall 0.88 (0.82 to 0.93) on 60 positives.",
        Promises = [],
        Metrics = new Dictionary<string, Estimate>(),
        Confusion = new Confusion(0.31, 53, 20, 7, 120),
        Board = [],
        Reliability = [],
        WeakSegments = [],
        Examples = [],
        Signals = [],
        Shaky = new Estimate(),
        TestLooks = 1,
    };
}
