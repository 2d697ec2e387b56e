using CsCheck;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Kernel.Tests.Ledger;

/// <summary>Whoever changes an entry is found, whatever he changes.</summary>
public sealed class LedgerChainTests
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 0, 6], Gen.Const(""), Gen.Const("é\u0000|,\""), Gen.Const("1"));

    private static readonly Gen<ProductState> Ledgers = Gen.Select(Gen.Int[0, 2], Text, Text, Gen.Bool).Array[1, 8].Select(steps =>
        steps.Aggregate(Given.Nothing, (state, step) =>
        {
            var basis = step.Item4 && state.Entries.Count > 0 ? [state.Entries[^1].Ref, state.Entries[0].Ref] : Array.Empty<DocumentRef>();
            return state.Append(Given.Commit(Given.Draft($"d{step.Item1}", step.Item2, null, basis)) with { Reason = step.Item3 }, Given.Monday.AddMinutes(state.Sequence));
        }));

    /// <summary>Every field of an entry that is hashed or checked, each changed by as little as possible.</summary>
    private static readonly IReadOnlyDictionary<string, Func<LedgerEntry, LedgerEntry>> Changes = new Dictionary<string, Func<LedgerEntry, LedgerEntry>>
    {
        [nameof(LedgerEntry.Sequence)] = entry => entry with { Sequence = entry.Sequence + 1 },
        [nameof(LedgerEntry.Product)] = entry => entry with { Product = entry.Product + "2" },
        [nameof(LedgerEntry.Kind)] = entry => entry with { Kind = entry.Kind.ToUpperInvariant() },
        [nameof(LedgerEntry.Id)] = entry => entry with { Id = entry.Id + " " },
        [nameof(LedgerEntry.Version)] = entry => entry with { Version = entry.Version + 1 },
        [nameof(LedgerEntry.Body)] = entry => entry with { Body = entry.Body + " " },
        [nameof(LedgerEntry.BasedOn)] = entry => entry with { BasedOn = entry.BasedOn.Count > 0 ? [.. entry.BasedOn.Skip(1)] : [Given.Note("d0")] },
        [nameof(LedgerEntry.Actor)] = entry => entry with { Actor = "p" },
        [nameof(LedgerEntry.Role)] = entry => entry with { Role = Role.Engineer },
        [nameof(LedgerEntry.Reason)] = entry => entry with { Reason = entry.Reason + "." },
        [nameof(LedgerEntry.At)] = entry => entry with { At = entry.At.AddTicks(1) },
        [nameof(LedgerEntry.IdempotencyKey)] = entry => entry with { IdempotencyKey = "k" },
        [nameof(LedgerEntry.PreviousHash)] = entry => entry with { PreviousHash = new string('f', 64) },
        [nameof(LedgerEntry.Hash)] = entry => entry with { Hash = new string('f', 64) },
    };

    [Fact]
    public void Every_field_of_an_entry_has_its_change() =>
        typeof(LedgerEntry).GetProperties().Select(property => property.Name).Where(name => name != nameof(LedgerEntry.Ref)).Order().ShouldBe(Changes.Keys.Order());

    [Fact]
    public void What_the_product_appends_Meets_Specification_of_an_intact_chain() =>
        Ledgers.Sample(state => LedgerChain.Verify(Given.Product, state.Entries) is { Intact: true, BrokenAt: null } found && found.Entries == state.Sequence, iter: 300);

    [Fact]
    public void A_change_of_any_field_of_any_entry_Meets_Specification_of_being_found() =>
        Gen.Select(Ledgers, Gen.Int[0, 7], Gen.Int[0, Changes.Count - 1].Select(which => Changes.Keys.ElementAt(which))).Sample(
            (state, at, field) =>
            {
                var index = at % state.Entries.Count;
                var verified = LedgerChain.Verify(Given.Product, state.Entries.SetItem(index, Changes[field](state.Entries[index])));

                // A changed hash of an entry that is otherwise right shows there, and never later.
                return !verified.Intact && verified.BrokenAt == index + 1;
            },
            iter: 2000);

    [Fact]
    public void A_change_that_is_hashed_anew_is_found_at_the_next_entry()
    {
        var entries = Given.Nothing.Write("a").Write("b").Write("c").Entries;
        var forged = entries[1] with { Reason = "another reason" };

        var verified = LedgerChain.Verify(Given.Product, entries.SetItem(1, forged with { Hash = LedgerHash.Of(forged) }));

        verified.BrokenAt.ShouldBe(3);
        verified.Sentence.ShouldBe("The ledger of churn is broken: entry 3 does not follow the one before it.");
    }

    [Theory]
    [InlineData(0, 1L)]
    [InlineData(1, 2L)]
    public void A_removed_entry_is_found(int index, long at)
    {
        var verified = LedgerChain.Verify(Given.Product, Given.Nothing.Write("a").Write("b").Write("c").Entries.RemoveAt(index));

        (verified.Intact, verified.BrokenAt).ShouldBe((false, at));
        verified.Sentence.ShouldContain("is missing");
    }

    [Fact]
    public void Two_swapped_entries_are_found()
    {
        var entries = Given.Nothing.Write("a").Write("b").Entries;

        LedgerChain.Verify(Given.Product, [entries[1], entries[0]]).BrokenAt.ShouldBe(1);
    }

    [Fact]
    public void A_version_that_was_left_out_is_found_although_the_chain_is_right()
    {
        var first = Given.Nothing.Write("a").Entries[0];
        var third = first with { Sequence = 2, Version = 3, PreviousHash = first.Hash };

        LedgerChain.Verify(Given.Product, [first, third with { Hash = LedgerHash.Of(third) }]).Sentence.ShouldContain("skips a version of note/a");
    }

    [Fact]
    public void An_empty_ledger_is_intact() => LedgerChain.Verify(Given.Product, []).ShouldSatisfyAllConditions(
        found => found.Intact.ShouldBeTrue(),
        found => found.Entries.ShouldBe(0),
        found => found.Sentence.ShouldContain("0 entries"));
}
