using Rondo.Contracts;

namespace Rondo.Kernel.UseCases;

/// <summary>
/// Marks a static class with a static <c>Handle</c> method as a use case. The server maps it as an endpoint, the command
/// line offers it as <c>rondo noun verb</c>, the reference lists it: nothing else needs to be edited.
/// </summary>
/// <param name="http">Method and path under <c>/api/v1</c>, for example <c>PUT /products/{product}/brief</c>.</param>
/// <param name="command">Noun and verb of the command, for example <c>brief write</c>; a single word is a toolbox command.</param>
/// <param name="says">What it does, in one sentence.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UseCaseAttribute(string http, string command, string says) : Attribute
{
    /// <summary>Method and path.</summary>
    public string Http { get; } = http;

    /// <summary>Noun and verb.</summary>
    public string Command { get; } = command;

    /// <summary>One sentence.</summary>
    public string Says { get; } = says;

    /// <summary>HTTP method.</summary>
    public string Method => Http[..Http.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>Path under <c>/api/v1</c>.</summary>
    public string Path => Http[(Http.IndexOf(' ', StringComparison.Ordinal) + 1)..];
}

/// <summary>Which roles may use a use case that changes something. Reading needs no attribute: everybody may.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowedToAttribute(params Role[] roles) : Attribute
{
    /// <summary>The roles; admin is always among them.</summary>
    public Role[] Roles { get; } = roles;

    /// <summary>Everybody who may write at all.</summary>
    public static Role[] Team { get; } = [Role.ProductManager, Role.DataScientist, Role.Engineer, Role.Annotator, Role.Reviewer];
}

/// <summary>Marks a use case that anybody who can reach the program may use, for example an application that sends outcomes.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowedToAllAttribute : Attribute;

/// <summary>
/// Marks a use case that users wait for and that many ask at once: the server bounds how many of these are under way and
/// sends the rest away with the time to come again, so that those it takes are answered in time.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BoundedAttribute : Attribute;

/// <summary>Found by the server among the referenced projects: a stage brings its services.</summary>
public interface IModule
{
    /// <summary>Adds what the module needs to run.</summary>
    void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services);
}
