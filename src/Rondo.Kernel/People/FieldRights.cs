using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Kernel.People;

/// <summary>Compares two bodies of a document and says which fields the role must not have changed.</summary>
public static class FieldRights
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(PropertyInfo Property, Role[] Roles)>> Known = new();

    /// <summary>A refusal naming every field that changed and that the role may not write; null where there is none.</summary>
    /// <param name="before">What stands; null for a new document (every field that is filled counts as changed).</param>
    /// <param name="after">What is to stand.</param>
    /// <param name="role">Who writes.</param>
    public static Refusal? Check<T>(T? before, T after, Role role)
        where T : class
    {
        if (role == Role.Admin)
        {
            return null;
        }

        var foreign = Fields(typeof(T))
            .Where(field => !field.Roles.Contains(role) && !Same(before is null ? null : field.Property.GetValue(before), field.Property.GetValue(after)))
            .ToList();
        if (foreign.Count == 0)
        {
            return null;
        }

        var names = foreign.Select(field => JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Property.Name)).ToList();
        var owners = string.Join(" or ", foreign[0].Roles.Select(owner => owner.Words()));
        return new Refusal(CommonProblems.FieldNotYours, $"As {role.Words()} you changed {string.Join(", ", names)}, which only the {owners} may write. Nothing was written.", $"Leave the field as it is, or ask the {owners}.") { Fields = names };
    }

    private static bool Same(object? before, object? after) => (before, after) switch
    {
        (null, null) or (null, "") or ("", null) => true,
        _ => JsonSerializer.Serialize(before, RondoJson.Options) == JsonSerializer.Serialize(after, RondoJson.Options),
    };

    private static IReadOnlyList<(PropertyInfo Property, Role[] Roles)> Fields(Type type) => Known.GetOrAdd(type, static document =>
        [.. document.GetProperties().Select(property => (property, property.GetCustomAttribute<WrittenByAttribute>()?.Roles ?? [])).Where(field => field.Item2.Length > 0)]);
}
