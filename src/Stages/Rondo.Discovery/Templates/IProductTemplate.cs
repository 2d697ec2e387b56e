using Rondo.Contracts;

namespace Rondo.Discovery.Templates;

/// <summary>A kind of product that many teams begin. Adding one adds a file: templates are found, not listed.</summary>
internal interface IProductTemplate
{
    /// <summary>What it is.</summary>
    ProductTemplate About { get; }

    /// <summary>The problem, to be made one's own.</summary>
    Brief Brief { get; }

    /// <summary>What is assumed of each of the five risks until somebody knows.</summary>
    IReadOnlyDictionary<RiskName, string> Assumptions { get; }

    /// <summary>Answers that go with it, and expected signals.</summary>
    QuickCheck Check { get; }

    /// <summary>Hypothesis by id.</summary>
    IReadOnlyDictionary<string, Hypothesis> Hypotheses { get; }

    /// <summary>Context that is needed.</summary>
    ContextInventory Context { get; }

    /// <summary>Writes made-up data of the kind that such a product has, to try everything on before one's own are there. Always the same.</summary>
    /// <param name="csv">Takes CSV.</param>
    void WriteSample(TextWriter csv);
}
