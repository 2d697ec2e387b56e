using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel.UseCases;

namespace Rondo.Labeling;

/// <summary>The Labeling stage.</summary>
public sealed class LabelingModule : IModule
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
    }
}
