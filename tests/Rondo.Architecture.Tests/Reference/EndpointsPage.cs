using System.Reflection;
using Rondo.Architecture.Rules;
using Rondo.Contracts;
using Rondo.Kernel.UseCases;

namespace Rondo.Architecture.Reference;

internal sealed class EndpointsPage : IReferencePage
{
    private static readonly string[] Order = ["Kernel", "Discovery", "Data", "Labeling", "Modeling", "Deployment", "Monitoring", "Learning"];

    public string Path => "docs/reference/endpoints.md";

    public string Write()
    {
        var page = new Markdown("Endpoints", "Every use case has one address under `/api/v1`. Say who you are with `Rondo-Actor` and, where a person holds several roles, in which role with `Rondo-Role`. Documents carry their version as `ETag`; send it back in `If-Match` and a lost race answers 409 with both sides. `Idempotency-Key` makes a repeated write safe. Answers and refusals are JSON in snake_case; see [problems](problems.md). The server describes itself at `/openapi/v1.json`. An admin may do everything.");
        foreach (var stage in FoundUseCase.All.GroupBy(useCase => Stage(useCase.Type)).OrderBy(stage => Array.IndexOf(Order, stage.Key) is var at && at < 0 ? Order.Length : at))
        {
            page.Head(stage.Key).Table(["address", "what it does", "who may", "takes", "answers"], stage.Select(useCase => new[]
            {
                Markdown.Mono(useCase.Says.Http), useCase.Says.Says, Who(useCase), Takes(useCase.Handle!), Markdown.Mono(Name(Answered(useCase.Handle!))),
            }));
        }

        return page.Head("Beside the use cases").Table(["address", "what it does"],
        [
            ["`GET /api/v1/jobs/{job}/events`", "Streams a job's progress as server-sent events until it has ended."],
            ["`GET /health/live`", "The process lives."],
            ["`GET /health/ready`", "The ledger can be read."],
            ["`GET /openapi/v1.json`", "Describes every address."],
        ]).ToString();
    }

    private static string Stage(Type type) => type.Namespace!.Split('.')[1];

    private static string Who(FoundUseCase useCase) =>
        useCase.Type.IsDefined(typeof(AllowedToAllAttribute)) || useCase.Says.Method == "GET" ? "everybody" :
        string.Join(", ", useCase.Type.GetCustomAttribute<AllowedToAttribute>()?.Roles.Select(role => role.Words()) ?? ["admin"]);

    private static string Takes(MethodInfo handle)
    {
        var path = handle.DeclaringType!.GetCustomAttribute<UseCaseAttribute>()!.Path;
        return string.Join(", ", handle.GetParameters()
            .Where(parameter => !path.Contains($"{{{parameter.Name}}}", StringComparison.Ordinal))
            .Select(parameter =>
                parameter.ParameterType == typeof(Stream) ? "a file" :
                IsSimple(parameter.ParameterType) ? Markdown.Mono($"?{parameter.Name}") :
                IsContract(parameter.ParameterType) ? Markdown.Mono(Name(parameter.ParameterType)) :
                "")
            .Where(text => text.Length > 0));
    }

    private static bool IsContract(Type type) => type.Assembly == typeof(Problem).Assembly || (type.IsGenericType && type.GetGenericArguments().Any(IsContract));

    private static bool IsSimple(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum || plain.IsPrimitive || plain == typeof(string) || plain == typeof(DateTimeOffset);
    }

    private static Type Answered(MethodInfo handle) => handle.ReturnType.GetGenericArguments()[0].GetGenericArguments()[0];

    internal static string Name(Type type) =>
        type == typeof(string) ? "string" :
        type.IsGenericType && type.Name.StartsWith("IReadOnlyList", StringComparison.Ordinal) ? $"{Name(type.GetGenericArguments()[0])}[]" :
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" :
        type.Name;
}
