using System.Reflection;
using Rondo.Contracts;
using Rondo.Kernel.Facts;

namespace Rondo.Architecture.Rules;

/// <summary>What stands on somebody's disk can never be unsaid: names may be added, not changed and not removed.</summary>
internal static class Persisted
{
    /// <summary>Kinds of documents that ledgers hold. A new kind is added here once it has been released.</summary>
    public static readonly string[] Kinds =
    [
        "action_map", "agreement", "brief", "comparison", "contract", "dataset", "evaluation", "evidence", "frozen_labels", "guideline", "incident",
        "label_set", "loop", "monitor", "move", "override", "product", "profile", "readiness", "release", "requirement", "risk", "run", "sign_off", "verdict",
    ];

    /// <summary>Roles go into the hash of every entry by these names.</summary>
    public static readonly string[] Roles = ["Viewer", "ProductManager", "DataScientist", "Engineer", "Annotator", "Reviewer", "Admin"];

    public static IReadOnlyList<(string Kind, Type Type)> KindsIn(IEnumerable<Type> types) =>
    [
        .. from type in types
           where type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IDocument))
           let kind = (string)type.GetProperty(nameof(IDocument.Kind), BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!
           orderby kind
           select (kind, type),
    ];

    public static IEnumerable<string> Lost(IEnumerable<string> persisted, IEnumerable<string> standing) =>
        persisted.Except(standing).Select(name => $"'{name}' stands in ledgers that people have and can no longer be read. Put it back; if its meaning changed, add a new name beside it.");

    public static IEnumerable<string> Violations(IReadOnlyList<(string Kind, Type Type)> kinds) =>
        kinds.Where(kind => !CodeRules.IsSnake(kind.Kind)).Select(kind => $"The kind '{kind.Kind}' of {kind.Type.Name} is not snake_case.")
            .Concat(kinds.GroupBy(kind => kind.Kind).Where(group => group.Count() > 1).Select(group => $"The kind '{group.Key}' is that of {string.Join(" and ", group.Select(kind => kind.Type.Name))}."));
}

public sealed class PersistedTests
{
    private static readonly IReadOnlyList<(string Kind, Type Type)> Standing = Persisted.KindsIn(House.Assemblies.SelectMany(House.Types));

    [Fact]
    public void Kinds_of_documents_are_well_formed_and_unique() => Persisted.Violations(Standing).ShouldBeEmpty();

    [Fact]
    public void No_kind_of_document_is_lost() => Persisted.Lost(Persisted.Kinds, Standing.Select(kind => kind.Kind)).ShouldBeEmpty();

    [Fact]
    public void No_role_is_lost() => Persisted.Lost(Persisted.Roles, Enum.GetNames<Role>()).ShouldBeEmpty();

    [Fact]
    public void The_columns_of_a_fact_are_those_of_every_folder_that_people_have() =>
        Persisted.Lost(["Product", "Kind", "Id", "Subject", "Entity", "Release", "Arm", "At", "RecordedAt", "Value", "Label", "Body"], typeof(Fact).GetProperties().Select(column => column.Name)).ShouldBeEmpty();

    [Fact]
    public void A_planted_loss_is_seen() => Persisted.Lost(["kept", "lost"], ["kept", "new"]).ShouldHaveSingleItem().ShouldStartWith("'lost'");

    [Fact]
    public void A_planted_kind_is_seen()
    {
        Persisted.Violations([("Not Snake", typeof(Brief))]).ShouldHaveSingleItem().ShouldContain("snake_case");
        Persisted.Violations([("brief", typeof(Brief)), ("brief", typeof(Risk))]).ShouldHaveSingleItem().ShouldContain("Brief and Risk");
    }
}
