using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Learning.Loops;

namespace Rondo.Learning;

/// <summary>The Learning stage: loops from signal to effect.</summary>
public sealed class LearningModule : IModule
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<EffectMeasure>();

        // The ledger tells its listeners, and this listener writes to the ledger: it asks for it late, so that each can be made first.
        services.AddSingleton<Func<ILedger>>(provider => provider.GetRequiredService<ILedger>);
    }
}
