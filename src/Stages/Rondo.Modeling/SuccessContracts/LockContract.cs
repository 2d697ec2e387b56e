using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Modeling.SuccessContracts;

/// <summary>Fixes the promise before anybody trains, so that it cannot follow the results.</summary>
[UseCase("POST /products/{product}/contract/lock", "contract lock", "Locks the contract.")]
[AllowedTo(Role.ProductManager)]
internal static class LockContract
{
    public static Task<Answer<Document<SuccessContract>>> Handle(string product, Desk desk, CancellationToken cancellation) =>
        Locking.SetAsync(product, true, "", desk, cancellation);
}

/// <summary>Opens the promise again; whatever is based on it becomes out of date as soon as it changes.</summary>
[UseCase("POST /products/{product}/contract/unlock", "contract unlock", "Unlocks the contract, with a reason.")]
[AllowedTo(Role.ProductManager)]
internal static class UnlockContract
{
    public static async Task<Answer<Document<SuccessContract>>> Handle(string product, LockRequest request, Desk desk, CancellationToken cancellation) =>
        string.IsNullOrWhiteSpace(request.Reason)
            ? CommonProblems.NoReason("Unlocking a promise needs a reason.")
            : await Locking.SetAsync(product, false, request.Reason, desk, cancellation);
}

internal static class Locking
{
    public static async Task<Answer<Document<SuccessContract>>> SetAsync(string product, bool locked, string reason, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (state.Find<SuccessContract>() is not { } contract)
        {
            return CommonProblems.NoDocument(SuccessContract.Kind, "main");
        }

        return contract.Body.Locked == locked
            ? state.Envelope(contract)
            : await desk.WriteAsync(state, "main", contract.Body with { Locked = locked }, contract.Entry.BasedOn, reason, cancellation);
    }
}
