using Microsoft.Extensions.DependencyInjection;
using Rondo.Deployment.Decisions;
using Rondo.Deployment.InProcess;
using Rondo.Deployment.Models;
using Rondo.Deployment.Outcomes;
using Rondo.Deployment.Routing;
using Rondo.Deployment.Traffic;
using Rondo.Kernel.Serving;
using Rondo.Kernel.UseCases;

namespace Rondo.Deployment;

/// <summary>The Deployment stage: releases, decisions, outcomes, feedback, reviews.</summary>
public sealed class DeploymentModule : IModule
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services)
    {
        services.AddOptions<DecisionOptions>();
        services.AddSingleton<Router>();
        services.AddSingleton<ModelShelf>();
        services.AddSingleton<Breaker>();
        services.AddSingleton<Scorer>();
        services.AddSingleton<DecisionMeter>();
        services.AddSingleton<LossBook>();
        services.AddSingleton<ShadowLane>();
        services.AddSingleton<DecisionDesk>();
        services.AddSingleton<IDecisions, DecisionPort>();
        services.AddSingleton<OutcomeDesk>();
        services.AddSingleton<GivenDecisions>();
        services.AddSingleton<TrafficBook>();
    }
}
