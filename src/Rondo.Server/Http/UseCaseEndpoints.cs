using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.UseCases;
using Rondo.Server.Hosting;

namespace Rondo.Server.Http;

/// <summary>Turns every use case into an endpoint: its rights, its answer, its place in the reference.</summary>
internal static class UseCaseEndpoints
{
    public static void MapUseCases(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1");
        foreach (var (type, useCase, handle) in Modules.UseCases())
        {
            var parameters = handle.GetParameters().Select(parameter => parameter.ParameterType).Append(handle.ReturnType).ToArray();
            var endpoint = api.MapMethods(useCase.Path, [useCase.Method], handle.CreateDelegate(Expression.GetDelegateType(parameters)))
                .WithName(type.Name)
                .WithSummary(useCase.Says)
                .WithTags(useCase.Command.Split(' ')[0])
                .WithMetadata(new UseCaseMetadata(useCase, type.GetCustomAttribute<AllowedToAttribute>(), type.IsDefined(typeof(AllowedToAllAttribute))))
                .AddEndpointFilter(RightsFilter.Check)
                .AddEndpointFilter(AnswerFilter.Convert);
            if (type.IsDefined(typeof(BoundedAttribute)))
            {
                endpoint.RequireRateLimiting(BusyLimit.Policy);
            }

            var given = ValueType(handle.ReturnType);
            endpoint.Produces(StatusCodes.Status200OK, given, given == typeof(Stream) ? "application/octet-stream" : "application/json");
            endpoint.Produces<Problem>(StatusCodes.Status409Conflict, "application/problem+json");
        }
    }

    /// <summary>Task&lt;Answer&lt;T&gt;&gt; is T to the outside.</summary>
    private static Type ValueType(Type returned)
    {
        var type = returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(Task<>) ? returned.GetGenericArguments()[0] : returned;
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Answer<>) ? type.GetGenericArguments()[0] : type;
    }
}

/// <summary>What an endpoint knows of its use case.</summary>
internal sealed record UseCaseMetadata(UseCaseAttribute UseCase, AllowedToAttribute? Allowed, bool ForAll);

/// <summary>Refuses callers whose role may not.</summary>
internal static class RightsFilter
{
    public static async ValueTask<object?> Check(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var metadata = context.HttpContext.GetEndpoint()!.Metadata.GetRequiredMetadata<UseCaseMetadata>();
        var caller = context.HttpContext.RequestServices.GetRequiredService<CallerSource>();
        if (caller.Refusal is { } unknown && !metadata.ForAll)
        {
            return ProblemResponses.Of(unknown);
        }

        if (metadata.UseCase.Method == "GET" || metadata.ForAll)
        {
            return await next(context);
        }

        var role = caller.Caller.Role;
        if (role != Role.Admin && !(metadata.Allowed?.Roles.Contains(role) ?? false))
        {
            var allowed = string.Join(" or ", (metadata.Allowed?.Roles ?? []).Select(allowed => allowed.Words()).DefaultIfEmpty(Role.Admin.Words()));
            return ProblemResponses.Of(new Refusal(CommonProblems.RoleNotAllowed, $"As {role.Words()} you may not do this: {metadata.UseCase.Says} Nothing was changed.", $"Ask the {allowed}, or act in that role if it is yours."));
        }

        return await next(context);
    }
}

/// <summary>Turns an answer into a response, in one place.</summary>
internal static class AnswerFilter
{
    public static async ValueTask<object?> Convert(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if (result is not IAnswer answer)
        {
            return result;
        }

        if (answer.Refusal is { } refusal)
        {
            return ProblemResponses.Of(refusal);
        }

        if (answer.Value is Stream file)
        {
            return Results.Stream(file);
        }

        // A document's version is its entity tag: what If-Match of the next write is compared with.
        if (answer.Value is { } value && value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Document<>))
        {
            context.HttpContext.Response.Headers.ETag = $"\"{type.GetProperty(nameof(Document<object>.Version))!.GetValue(value)}\"";
        }

        return answer.Value is JobStatus { State: JobState.Queued or JobState.Running } job && context.HttpContext.Request.Method == "POST"
            ? Results.Accepted($"/api/v1/jobs/{job.Id}", job)
            : new WireResult(answer.Value);
    }
}
