using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.UseCases;

namespace Rondo.Learning;

/// <summary>The Learning stage.</summary>
public sealed class LearningModule : IModule
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
    }
}
