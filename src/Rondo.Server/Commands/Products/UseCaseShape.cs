using System.Reflection;
using System.Text.RegularExpressions;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.UseCases;

namespace Rondo.Server.Commands.Products;

/// <summary>What a use case takes, read from its method: names in the path, in the query, fields of the body.</summary>
internal sealed partial record UseCaseShape(string Method, string Path, string Verb, string Says, IReadOnlyList<string> PathNames, IReadOnlyList<string> QueryNames, IReadOnlyList<BodyField> BodyFields, bool HasBody, bool TakesFile, bool GivesFile)
{
    public static UseCaseShape Of(UseCaseAttribute useCase, MethodInfo handle)
    {
        IReadOnlyList<string> path = [.. Holes().Matches(useCase.Path).Select(match => match.Groups[1].Value)];
        var parameters = handle.GetParameters();
        var simple = parameters.Where(parameter => IsSimple(parameter.ParameterType) && !path.Contains(parameter.Name!)).Select(parameter => parameter.Name!).ToList();
        var body = parameters.FirstOrDefault(parameter => parameter.ParameterType.Assembly == typeof(Problem).Assembly && !IsSimple(parameter.ParameterType));
        var fields = body is null
            ? []
            : body.ParameterType.GetProperties().Where(property => property.CanWrite && (IsSimple(property.PropertyType) || property.PropertyType == typeof(IReadOnlyList<string>)))
                .Select(property => new BodyField(property.Name, property.PropertyType, $"Field '{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)}'.")).ToList();
        return new UseCaseShape(useCase.Method, useCase.Path, useCase.Command.Split(' ') is [_, var verb] ? verb : useCase.Command, useCase.Says, path, simple, fields, body is not null, parameters.Any(parameter => parameter.ParameterType == typeof(Stream)), handle.ReturnType == typeof(Task<Answer<Stream>>));
    }

    private static bool IsSimple(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum || plain == typeof(string) || plain == typeof(bool) || plain == typeof(int) || plain == typeof(long) || plain == typeof(double) || plain == typeof(DateTimeOffset);
    }

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Holes();
}

/// <summary>A field of a body that can be given as an option.</summary>
internal sealed record BodyField(string Name, Type Type, string Meaning);
