using System.Text.RegularExpressions;
using Rondo.Contracts;
using Rondo.Kernel.UseCases;

namespace Rondo.Kernel.People;

/// <summary>Everybody who may act.</summary>
[UseCase("GET /people", "person list", "Lists people and their roles.")]
internal static class ListPeople
{
    public static async Task<Answer<IReadOnlyList<PersonView>>> Handle(IPeopleStore people, CancellationToken cancellation) =>
        AnswerOf.Good<IReadOnlyList<PersonView>>([.. (await people.ListAsync(cancellation)).Select(person => new PersonView(person.Id, person.Name, person.Roles))]);
}

/// <summary>Adds or changes a person.</summary>
[UseCase("PUT /people/{person}", "person save", "Adds a person, or changes their name and roles.")]
[AllowedTo(Role.Admin)]
internal static partial class SavePerson
{
    public static async Task<Answer<PersonView>> Handle(string person, SavePersonRequest request, IPeopleStore people, CancellationToken cancellation)
    {
        if (!IdShape().IsMatch(person))
        {
            return CommonProblems.Invalid("person", "A person's id has 2 to 40 lower-case letters, digits, dots and dashes.", "Choose an id of that form.");
        }

        IReadOnlyList<string> missing = [.. new[] { (request.Name.Trim(), "name"), (request.Roles.Count == 0 ? "" : "roles", "roles") }.Where(field => field.Item1.Length == 0).Select(field => field.Item2)];
        if (missing.Count > 0)
        {
            return CommonProblems.Missing("The person", missing);
        }

        var standing = await people.FindAsync(person, cancellation);
        await people.SaveAsync(new Person { Id = person, Name = request.Name.Trim(), Roles = [.. request.Roles.Distinct()], TokenHash = standing?.TokenHash ?? "" }, cancellation);
        return new PersonView(person, request.Name.Trim(), request.Roles);
    }

    [GeneratedRegex("^[a-z][a-z0-9.-]{1,39}\\z")]
    private static partial Regex IdShape();
}
