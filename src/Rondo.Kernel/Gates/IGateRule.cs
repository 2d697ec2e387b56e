using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Kernel.Gates;

/// <summary>
/// One rule of a gate: a pure function from the product's state to findings. Any stage may bring a rule for any gate. Found, not listed.
/// </summary>
public interface IGateRule
{
    /// <summary>What must hold.</summary>
    GateRuleDescriptor Descriptor { get; }

    /// <summary>What does not hold; findings of severity <c>fail</c> close the gate.</summary>
    IEnumerable<Finding> Check(ProductState state, string subject);
}
