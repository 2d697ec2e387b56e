using CsCheck;
using Rondo.Contracts;
using Rondo.Kernel.Ledger;

namespace Rondo.Kernel.Tests.Ledger;

/// <summary>No two entries write the same bytes.</summary>
public sealed class LedgerHashTests
{
    private static readonly LedgerEntry Entry = new(7, "churn", "note", "a", 2, """{"x":1}""", [Given.Note("b")], "pm", Role.ProductManager, "because", Given.Monday, "key", LedgerHash.Genesis, "");

    [Fact]
    public void The_hash_is_written_down_and_must_never_change() =>
        // A ledger on somebody's disk was hashed by this rule: where this fails, restore the rule, not the expectation.
        LedgerHash.Of(Entry).ShouldBe(Expected(Entry));

    [Fact]
    public void Moving_a_character_over_a_border_between_two_fields_Meets_Specification_of_another_hash() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 8], Gen.Int[0, 4]).Sample(
            (text, border) =>
            {
                var (left, right) = (text[..^1], text[^1..]);
                return border switch
                {
                    0 => Differ(Entry with { Product = text, Kind = "" }, Entry with { Product = left, Kind = right }),
                    1 => Differ(Entry with { Kind = text, Id = "" }, Entry with { Kind = left, Id = right }),
                    2 => Differ(Entry with { Actor = text }, Entry with { Actor = left, Reason = right + "because" }),
                    3 => Differ(Entry with { Reason = text, IdempotencyKey = "" }, Entry with { Reason = left, IdempotencyKey = right }),
                    _ => Differ(Entry with { Body = text, BasedOn = [] }, Entry with { Body = left, BasedOn = [new DocumentRef(right, "", 1)] }),
                };
            },
            iter: 500);

    [Fact]
    public void A_basis_more_is_another_hash_even_where_the_next_field_could_hide_it()
    {
        Differ(Entry with { BasedOn = [] }, Entry with { BasedOn = [Given.Note("b")] }).ShouldBeTrue();
        Differ(Entry with { BasedOn = [], Actor = "note/b@1" }, Entry with { BasedOn = [Given.Note("b")], Actor = "" }).ShouldBeTrue();
        Differ(Entry with { BasedOn = [Given.Note("b"), Given.Note("c")] }, Entry with { BasedOn = [Given.Note("c"), Given.Note("b")] }).ShouldBeTrue();
    }

    [Fact]
    public void The_same_instant_in_another_time_zone_is_the_same_entry() =>
        LedgerHash.Of(Entry with { At = Entry.At.ToOffset(TimeSpan.FromHours(5)) }).ShouldBe(LedgerHash.Of(Entry));

    [Fact]
    public void The_hash_does_not_hash_itself() => LedgerHash.Of(Entry with { Hash = "anything" }).ShouldBe(LedgerHash.Of(Entry));

    /// <summary>The rule, written a second time and plainly: fields in order, each after its length in four bytes.</summary>
    private static string Expected(LedgerEntry entry)
    {
        using var bytes = new MemoryStream();
        foreach (var field in (string[])[entry.PreviousHash, "7", "churn", "note", "a", "2", """{"x":1}""", "1", "note/b@1", "pm", "ProductManager", "because", "639080352000000000", "key"])
        {
            bytes.Write(BitConverter.GetBytes(System.Text.Encoding.UTF8.GetByteCount(field)));
            bytes.Write(System.Text.Encoding.UTF8.GetBytes(field));
        }

        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.ToArray()));
    }

    private static bool Differ(LedgerEntry one, LedgerEntry other) => LedgerHash.Of(one) != LedgerHash.Of(other);
}
