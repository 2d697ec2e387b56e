using Microsoft.EntityFrameworkCore;

namespace Rondo.Storage.Embedded.Sqlite;

/// <summary>The tables of <c>rondo.db</c>; <see cref="Schema"/> makes them.</summary>
internal sealed class RondoDb(DbContextOptions<RondoDb> options) : DbContext(options)
{
    public DbSet<LedgerRow> Ledger => Set<LedgerRow>();

    public DbSet<StateRow> State => Set<StateRow>();

    public DbSet<PersonRow> People => Set<PersonRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LedgerRow>(row =>
        {
            row.ToTable("ledger").HasKey(entry => new { entry.Product, entry.Sequence });
            row.Property(entry => entry.Product).HasColumnName("product");
            row.Property(entry => entry.Sequence).HasColumnName("sequence").ValueGeneratedNever();
            row.Property(entry => entry.Kind).HasColumnName("kind");
            row.Property(entry => entry.Id).HasColumnName("id");
            row.Property(entry => entry.Version).HasColumnName("version");
            row.Property(entry => entry.Body).HasColumnName("body");
            row.Property(entry => entry.BasedOn).HasColumnName("based_on");
            row.Property(entry => entry.Actor).HasColumnName("actor");
            row.Property(entry => entry.Role).HasColumnName("role");
            row.Property(entry => entry.Reason).HasColumnName("reason");
            row.Property(entry => entry.AtTicks).HasColumnName("at_ticks");
            row.Property(entry => entry.IdempotencyKey).HasColumnName("idempotency_key");
            row.Property(entry => entry.PreviousHash).HasColumnName("previous_hash");
            row.Property(entry => entry.Hash).HasColumnName("hash");
        });
        modelBuilder.Entity<StateRow>(row =>
        {
            row.ToTable("state").HasKey(state => new { state.Scope, state.Key });
            row.Property(state => state.Scope).HasColumnName("scope");
            row.Property(state => state.Key).HasColumnName("key");
            row.Property(state => state.Json).HasColumnName("json");
            row.Property(state => state.Version).HasColumnName("version");
        });
        modelBuilder.Entity<PersonRow>(row =>
        {
            row.ToTable("people").HasKey(person => person.Id);
            row.Property(person => person.Id).HasColumnName("id");
            row.Property(person => person.Name).HasColumnName("name");
            row.Property(person => person.Roles).HasColumnName("roles");
            row.Property(person => person.TokenHash).HasColumnName("token_hash");
        });
    }
}
