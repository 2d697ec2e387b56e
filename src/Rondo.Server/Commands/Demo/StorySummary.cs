using Rondo.Contracts;

namespace Rondo.Server.Commands.Demo;

/// <summary>What the story came to: every number of it was measured by the server.</summary>
internal sealed record StorySummary
{
    public string Sentence { get; set; } = "";

    public string Product { get; set; } = Story.Product;

    public string Url { get; set; } = "";

    public string DatasetARefusal { get; set; } = "";

    public string DatasetBVerdict { get; set; } = "";

    public Estimate? UnanimityGuideline1 { get; set; }

    public Estimate? AlphaGuideline1 { get; set; }

    public Estimate? AlphaGuideline2 { get; set; }

    public string ChosenLearner { get; set; } = "";

    public string Promise { get; set; } = "";

    public string PromiseHolds { get; set; } = "";

    public long Decisions { get; set; }

    public string FirstIncident { get; set; } = "";

    public Estimate? RecallBefore { get; set; }

    public Estimate? RecallAfter { get; set; }

    public double? LoopDays { get; set; }

    public int DaysLived { get; set; }

    public long LedgerEntries { get; set; }

    public bool LedgerIntact { get; set; }

    public double Seconds { get; set; }

    public double PeakMemoryMb { get; set; }
}
