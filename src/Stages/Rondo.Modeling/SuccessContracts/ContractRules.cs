using Rondo.Contracts;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;

namespace Rondo.Modeling.SuccessContracts;

/// <summary>The promise comes before the model.</summary>
internal sealed class ContractIsLocked : IGateRule
{
    public GateRuleDescriptor Descriptor { get; } = new("contract_is_locked", GateNames.Train, "The product manager has stated and locked the promise.", "M3", "M7");

    public IEnumerable<Finding> Check(ProductState state, string subject)
    {
        var contract = state.Find<SuccessContract>();
        if (contract is null)
        {
            yield return new Finding { Code = "no_contract", Severity = Severity.Fail, Sentence = "Nobody has said what a good model must achieve.", NextStep = "The product manager writes the contract." };
        }
        else if (!contract.Body.Locked)
        {
            yield return new Finding { Code = "contract_not_locked", Severity = Severity.Fail, Sentence = "The contract is written but not locked, so it could still follow the results.", NextStep = "The product manager locks it." };
        }
    }
}
