using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Kernel.Tests.Ledger;

/// <summary>Staleness is read off the graph; snapshots do not change.</summary>
public sealed class ProductStateTests
{
    [Fact]
    public void A_document_is_fresh_while_nothing_below_it_has_changed()
    {
        var state = Given.Nothing.Write("a").Write("b", Given.Note("a")).Write("unrelated").Write("unrelated");

        state.IsStale(Given.Note("a")).ShouldBeFalse();
        state.IsStale(Given.Note("b")).ShouldBeFalse();
    }

    [Fact]
    public void A_newer_basis_makes_it_stale_and_is_named()
    {
        var state = Given.Nothing.Write("a").Write("b", Given.Note("a")).Write("a").Write("a");

        state.StaleBecause(Given.Note("b")).ShouldBe([Given.Note("a", 3)]);
        state.IsStale(Given.Note("a", 3)).ShouldBeFalse();
    }

    [Fact]
    public void Staleness_goes_through_documents_that_did_not_change_themselves()
    {
        var state = Given.Nothing.Write("contract").Write("run", Given.Note("contract")).Write("evaluation", Given.Note("run")).Write("release", Given.Note("evaluation")).Write("contract");

        state.StaleBecause(Given.Note("release")).ShouldBe([Given.Note("contract", 2)]);
        state.StaleBecause(Given.Note("run")).ShouldBe([Given.Note("contract", 2)]);
    }

    [Fact]
    public void What_only_tells_what_happened_is_never_out_of_date()
    {
        var moved = new Move { From = Stage.Data, To = Stage.Modeling };
        var state = Given.Nothing.Write("contract").Write("move-1", moved, "because", Given.Note("contract")).Write("evaluation", Given.Note("contract")).Write("contract");

        state.IsStale(Given.Note("evaluation")).ShouldBeTrue();
        state.IsStale(new DocumentRef(Move.Kind, "move-1", 1)).ShouldBeFalse();
    }

    [Fact]
    public void In_a_diamond_each_newer_version_is_named_once()
    {
        var state = Given.Nothing.Write("top").Write("left", Given.Note("top")).Write("right", Given.Note("top")).Write("bottom", Given.Note("left"), Given.Note("right")).Write("top").Write("right", Given.Note("top", 2));

        state.StaleBecause(Given.Note("bottom")).ShouldBe([Given.Note("right", 2), Given.Note("top", 2)]);
        state.IsStale(Given.Note("right", 2)).ShouldBeFalse();
    }

    [Fact]
    public void A_newer_version_of_itself_does_not_make_a_version_stale_unless_it_was_based_on_itself()
    {
        var state = Given.Nothing.Write("a").Write("a");
        state.IsStale(Given.Note("a")).ShouldBeFalse();

        state = state.Write("a", Given.Note("a", 2));
        state.StaleBecause(Given.Note("a", 3)).ShouldBe([Given.Note("a", 3)]);
    }

    [Fact]
    public void A_rewrite_on_the_new_basis_is_fresh_again()
    {
        var state = Given.Nothing.Write("a").Write("b", Given.Note("a")).Write("a").Write("b", Given.Note("a", 2));

        state.IsStale(Given.Note("b", 1)).ShouldBeTrue();
        state.IsStale(Given.Note("b", 2)).ShouldBeFalse();
    }

    [Fact]
    public void A_later_snapshot_leaves_the_earlier_one_as_it_was()
    {
        var early = Given.Nothing.Write("a").Write("b", Given.Note("a"));
        early.IsStale(Given.Note("b")).ShouldBeFalse();

        var late = early.Write("a");

        (early.Sequence, late.Sequence).ShouldBe((2L, 3L));
        (early.IsStale(Given.Note("b")), late.IsStale(Given.Note("b"))).ShouldBe((false, true));
        early.Latest("note", "a")!.Version.ShouldBe(1);
    }

    [Fact]
    public void A_long_chain_is_walked_without_recursion()
    {
        var entries = new List<LedgerEntry>();
        for (var i = 1; i <= 20_000; i++)
        {
            entries.Add(new LedgerEntry(i, Given.Product, "note", $"n{i}", 1, "{}", i == 1 ? [] : [Given.Note($"n{i - 1}")], "pm", Role.Admin, "", Given.Monday, "", "", ""));
        }

        entries.Add(entries[0] with { Sequence = 20_001, Version = 2 });
        Given.Nothing.With(entries).StaleBecause(Given.Note("n20000")).ShouldBe([Given.Note("n1", 2)]);
    }

    [Fact]
    public void Documents_are_found_by_kind_in_the_order_of_their_first_version()
    {
        var state = Given.Nothing.Write("b").Write("a").Write("b");

        state.OfKind("note").Select(entry => entry.Ref).ShouldBe([Given.Note("b", 2), Given.Note("a")]);
        state.History("note", "b").Count.ShouldBe(2);
        state.History("note", "none").ShouldBeEmpty();
        (state.At(Given.Note("b", 0)), state.At(Given.Note("b", 3)), state.Latest("NOTE", "b")).ShouldBe((null, null, null));
    }

    [Fact]
    public void Typed_documents_come_with_their_envelope()
    {
        var state = Given.Nothing.Write("main", new Product { Name = "Churn" }, "begin");
        var envelope = state.Envelope(state.Find<Product>()!);

        (envelope.Body.Name, envelope.Version, envelope.Reason, envelope.Stale, envelope.Kind).ShouldBe(("Churn", 1, "begin", false, "product"));
        envelope.Hash.ShouldBe(state.Head);
        state.Find<Product>("other").ShouldBeNull();
    }

    [Fact]
    public void A_body_that_is_null_says_which_document_has_none()
    {
        var state = Given.Nothing.Append(Given.Commit(new Draft("product", "main", null, "null", [])));

        Should.Throw<InvalidDataException>(() => state.Find<Product>()).Message.ShouldContain("product/main@1");
    }
}
