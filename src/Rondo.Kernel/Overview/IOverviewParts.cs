using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Kernel.Overview;

/// <summary>Says how a stage stands. Each stage brings one. Found, not listed.</summary>
public interface IStageReporter
{
    /// <summary>The stage's state in one sentence.</summary>
    StageReport Report(ProductState state);
}

/// <summary>Finds what waits for a person's decision. Found, not listed.</summary>
public interface IDecisionFinder
{
    /// <summary>Open decisions.</summary>
    IEnumerable<OpenDecision> Find(ProductState state, DateTimeOffset now);
}

/// <summary>Writes a part of the model card. Found, not listed.</summary>
public interface ICardWriter
{
    /// <summary>Where it stands on the card; smaller is higher.</summary>
    int Order { get; }

    /// <summary>Lines.</summary>
    IEnumerable<CardLine> Write(ProductState state);
}

/// <summary>Draws loops on the map. Found, not listed.</summary>
public interface ILoopFinder
{
    /// <summary>Loops, newest first.</summary>
    IEnumerable<LoopArc> Find(ProductState state);
}
