using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Kernel.Tests.Ledger;

/// <summary>What a commit appends, and every way in which it must not.</summary>
public sealed class AppendDecisionTests
{
    [Fact]
    public void The_first_entry_follows_the_genesis_hash()
    {
        var (entries, repeated) = Decide(Given.Nothing, Given.Commit(Given.Draft("a", """{"x":1}""")));

        repeated.ShouldBeFalse();
        var entry = entries.ShouldHaveSingleItem();
        (entry.Sequence, entry.Version, entry.PreviousHash).ShouldBe((1L, 1, LedgerHash.Genesis));
        (entry.Body, entry.Actor, entry.Role, entry.Reason, entry.At).ShouldBe(("""{"x":1}""", "pm", Role.ProductManager, "because", Given.Monday));
        entry.Hash.ShouldBe(LedgerHash.Of(entry));
    }

    [Fact]
    public void Drafts_of_one_commit_follow_one_another_and_count_versions()
    {
        var (entries, _) = Decide(Given.Nothing.Write("a"), Given.Commit(Given.Draft("a"), Given.Draft("b", "{}", 0, Given.Note("a", 2)), Given.Draft("a")));

        entries.Select(entry => (entry.Sequence, entry.Id, entry.Version)).ShouldBe([(2L, "a", 2), (3L, "b", 1), (4L, "a", 3)]);
        entries.Select(entry => entry.PreviousHash).Skip(1).ShouldBe(entries.Select(entry => entry.Hash).SkipLast(1));
    }

    [Fact]
    public void A_lost_race_shows_both_sides_and_writes_nothing()
    {
        var state = Given.Nothing.Append(Given.Commit(Given.Draft("a", """{"text":"first"}""")))
            .Append(Given.Commit(Given.Draft("a", """{"text":"theirs"}""")) with { Actor = "scientist" }, Given.Monday.AddHours(1));

        var refusal = Refused(state, Given.Commit(Given.Draft("b"), Given.Draft("a", """{"text":"mine"}""", 1)));

        (refusal.Code.Code, refusal.Code.Status).ShouldBe(("stale_version", 409));
        refusal.Conflict.ShouldBe(new VersionConflict(1, 2, "scientist", Given.Monday.AddHours(1), """{"text":"mine"}""", """{"text":"theirs"}"""));
        refusal.Detail.ShouldBe("You expected version 1 of note 'a', but scientist wrote version 2 on 2026-03-02 09:00. Nothing was written.");
    }

    [Fact]
    public void Expecting_a_version_of_what_nobody_wrote_is_a_conflict_too()
    {
        var refusal = Refused(Given.Nothing, Given.Commit(Given.Draft("a", "{}", 3)));

        refusal.Code.ShouldBe(CommonProblems.StaleVersion);
        refusal.Conflict.ShouldBe(new VersionConflict(3, 0, "", null, "{}", ""));
        refusal.Detail.ShouldContain("does not exist");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(null, true)]
    public void Only_the_version_that_stands_or_none_may_be_expected(int? expected, bool good) =>
        AppendDecision.Decide(Given.Nothing.Write("a"), Given.Commit(Given.Draft("a", "{}", expected)), Given.Monday).IsGood.ShouldBe(good);

    [Fact]
    public void A_second_draft_of_the_same_document_must_expect_the_first_one()
    {
        AppendDecision.Decide(Given.Nothing, Given.Commit(Given.Draft("a", "1", 0), Given.Draft("a", "2", 1)), Given.Monday).IsGood.ShouldBeTrue();
        Refused(Given.Nothing, Given.Commit(Given.Draft("a", "1", 0), Given.Draft("a", "2", 0))).Conflict!.Theirs.ShouldBe("1");
    }

    [Theory]
    [InlineData("b", 1)]
    [InlineData("a", 2)]
    [InlineData("a", 0)]
    [InlineData("a", -1)]
    public void A_dangling_basis_is_refused_by_name(string id, int version)
    {
        var refusal = Refused(Given.Nothing.Write("a"), Given.Commit(Given.Draft("c", "{}", null, Given.Note("a"), Given.Note(id, version))));

        refusal.Code.ShouldBe(CommonProblems.UnknownDocument);
        refusal.Detail.ShouldBe($"note 'c' is based on note/{id}@{version}, which does not exist.");
    }

    [Fact]
    public void A_draft_cannot_be_based_on_one_that_comes_after_it_or_on_itself()
    {
        Refused(Given.Nothing, Given.Commit(Given.Draft("a", "{}", null, Given.Note("b")), Given.Draft("b"))).Code.ShouldBe(CommonProblems.UnknownDocument);
        Refused(Given.Nothing, Given.Commit(Given.Draft("a", "{}", null, Given.Note("a")))).Code.ShouldBe(CommonProblems.UnknownDocument);
    }

    [Fact]
    public void A_repeated_key_with_the_same_content_returns_the_first_entries()
    {
        var commit = Given.Commit(Given.Draft("a", "1", 0), Given.Draft("b", "2")) with { IdempotencyKey = "k" };
        var state = Given.Nothing.Append(commit).Write("a");

        var (entries, repeated) = Decide(state, commit);

        repeated.ShouldBeTrue();
        entries.Select(entry => entry.Sequence).ShouldBe([1L, 2L]);
    }

    [Theory]
    [InlineData("other body")]
    [InlineData("fewer drafts")]
    [InlineData("more drafts")]
    [InlineData("other order")]
    public void A_key_used_for_something_else_is_refused(string change)
    {
        Draft a = Given.Draft("a", "1"), b = Given.Draft("b", "2");
        var state = Given.Nothing.Append(Given.Commit(a, b) with { IdempotencyKey = "k" });

        var refusal = Refused(state, (change switch
        {
            "other body" => Given.Commit(a, b with { Body = "3" }),
            "fewer drafts" => Given.Commit(a),
            "more drafts" => Given.Commit(a, b, Given.Draft("c")),
            _ => Given.Commit(b, a),
        }) with { IdempotencyKey = "k" });

        refusal.Code.ShouldBe(CommonProblems.KeyReused);
        refusal.Detail.ShouldStartWith("The idempotency key 'k' was used at 2026-03-02 08:00 for note/a@1");
    }

    [Fact]
    public void Commits_without_a_key_are_never_taken_for_repeats()
    {
        var commit = Given.Commit(Given.Draft("a", "1"));

        Decide(Given.Nothing.Append(commit), commit).Repeated.ShouldBeFalse();
    }

    [Fact]
    public void The_ledger_s_time_does_not_step_back_with_the_clock()
    {
        var state = Given.Nothing.Append(Given.Commit(Given.Draft("a")), Given.Monday);

        state = state.Append(Given.Commit(Given.Draft("b")), Given.Monday.AddHours(-3));
        state = state.Append(Given.Commit(Given.Draft("c")), Given.Monday.AddHours(1));

        state.Entries.Select(entry => entry.At).ShouldBe([Given.Monday, Given.Monday, Given.Monday.AddHours(1)]);
        LedgerChain.Verify(Given.Product, state.Entries).Intact.ShouldBeTrue();
    }

    private static (IReadOnlyList<LedgerEntry> Entries, bool Repeated) Decide(ProductState state, Commit commit) =>
        AppendDecision.Decide(state, commit, Given.Monday).Value;

    private static Refusal Refused(ProductState state, Commit commit) =>
        AppendDecision.Decide(state, commit, Given.Monday).Refusal.ShouldNotBeNull();
}
