using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rondo.Contracts;
using Rondo.Kernel.People;

namespace Rondo.Storage.Embedded.Sqlite;

/// <summary>People in SQLite.</summary>
internal sealed class SqlitePeopleStore(Database database) : IPeopleStore
{
    public async ValueTask<IReadOnlyList<Person>> ListAsync(CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(db => db.People.ToListAsync(cancellation), cancellation);
        return [.. rows.Select(row => row.ToPerson()).OrderBy(person => person.Id, StringComparer.Ordinal)];
    }

    public async ValueTask<Person?> FindAsync(string id, CancellationToken cancellation) =>
        (await database.ReadAsync(db => db.People.FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation))?.ToPerson();

    public async ValueTask<Person?> FindByTokenAsync(string tokenHash, CancellationToken cancellation)
    {
        // An empty hash means "has no token": it must never find anybody.
        if (string.IsNullOrEmpty(tokenHash))
        {
            return null;
        }

        return (await database.ReadAsync(db => db.People.FirstOrDefaultAsync(row => row.TokenHash != "" && row.TokenHash == tokenHash, cancellation), cancellation))?.ToPerson();
    }

    public async ValueTask SaveAsync(Person person, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(person);
        var roles = JsonSerializer.Serialize(person.Roles, RondoJson.Options);
        var saved = await database.WriteAsync(
            async db =>
            {
                if (person.TokenHash.Length > 0 && await db.People.AnyAsync(row => row.TokenHash == person.TokenHash && row.Id != person.Id, cancellation))
                {
                    return false;
                }

                await db.Database.ExecuteSqlAsync(
                    $"INSERT INTO people (id, name, roles, token_hash) VALUES ({person.Id}, {person.Name}, {roles}, {person.TokenHash}) ON CONFLICT (id) DO UPDATE SET name = excluded.name, roles = excluded.roles, token_hash = excluded.token_hash",
                    cancellation);
                return true;
            },
            cancellation);
        if (!saved)
        {
            throw new InvalidOperationException($"Another person has the token that was to be given to '{person.Id}'. Make a new token.");
        }
    }
}
