using Rondo.Contracts;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Tests.Ledger;

namespace Rondo.Kernel.Tests.Gates;

/// <summary>Two people in two roles, each with a reason; nothing less sets a finding aside.</summary>
public sealed class SignOverrideTests
{
    private static readonly Signature Pm = new("pm", Role.ProductManager, Given.Monday, "we must");
    private static readonly Signature Ds = new("ds", Role.DataScientist, Given.Monday, "I know");

    [Fact]
    public void The_first_signature_stands_but_is_not_in_force()
    {
        var signed = Sign(null, Closed("no_promise"), Pm).Value;

        (signed.Gate, signed.Subject, signed.InForce).ShouldBe(("train", "d1", false));
        signed.Codes.ShouldBe(["no_promise"]);
    }

    [Fact]
    public void The_second_one_puts_it_in_force_with_both_reasons()
    {
        var signed = Sign(Sign(null, Closed("no_promise"), Pm).Value, Closed("no_promise"), Ds).Value;

        signed.InForce.ShouldBeTrue();
        signed.Signatures.ShouldBe([Pm, Ds]);
    }

    [Theory]
    [InlineData("pm", Role.DataScientist)]
    [InlineData("other", Role.ProductManager)]
    [InlineData("pm", Role.ProductManager)]
    public void The_same_person_or_the_same_role_is_refused(string actor, Role role)
    {
        var standing = Sign(null, Closed("no_promise"), Pm).Value;

        Sign(standing, Closed("no_promise"), new Signature(actor, role, Given.Monday, "again")).Refusal!.Code.ShouldBe(SignOverride.SignedTwice);
    }

    [Fact]
    public void A_new_finding_voids_the_signature_that_did_not_know_it()
    {
        var standing = Sign(null, Closed("no_promise"), Pm).Value;

        var signed = Sign(standing, Closed("no_promise", "zero_positives"), Ds).Value;

        signed.Signatures.ShouldBe([Ds]);
        signed.InForce.ShouldBeFalse();
        signed.Codes.ShouldBe(["no_promise", "zero_positives"]);
    }

    [Fact]
    public void A_finding_that_has_gone_leaves_the_signature_standing()
    {
        var standing = Sign(null, Closed("no_promise", "zero_positives"), Pm).Value;

        Sign(standing, Closed("no_promise"), Ds).Value.ShouldSatisfyAllConditions(signed => signed.InForce.ShouldBeTrue(), signed => signed.Codes.ShouldBe(["no_promise"]));
    }

    [Fact]
    public void An_open_gate_has_nothing_to_override() =>
        Sign(null, Closed("no_promise") with { Open = true }, Pm).Refusal!.Code.ShouldBe(SignOverride.NothingToOverride);

    [Theory]
    [InlineData("")]
    [InlineData("  \t")]
    public void A_signature_without_a_reason_is_refused_first(string reason) =>
        SignOverride.Decide(null, Closed("no_promise"), new SignOverrideRequest { Subject = "d1", Reason = reason }, Pm).Refusal!.Code.ShouldBe(CommonProblems.ReasonRequired);

    [Fact]
    public void Warnings_are_not_signed_for()
    {
        var check = Closed("no_promise");
        check = check with { Findings = [.. check.Findings, check.Findings[0] with { Code = "doubt", Severity = Severity.Warning }] };

        Sign(null, check, Pm).Value.Codes.ShouldBe(["no_promise"]);
    }

    [Fact]
    public void Overrides_of_two_subjects_are_two_documents()
    {
        SignOverride.IdOf("train", "d1").ShouldBe("train.d1");
        SignOverride.IdOf("verdict", "").ShouldBe("verdict");
    }

    private static Answer<GateOverride> Sign(GateOverride? standing, GateCheck check, Signature signature) =>
        SignOverride.Decide(standing, check, new SignOverrideRequest { Subject = "d1", Reason = signature.Reason }, signature);

    private static GateCheck Closed(params IReadOnlyList<string> codes) => new()
    {
        Gate = "train",
        Subject = "d1",
        Open = false,
        Findings = [.. codes.Select(code => new Finding { Code = code, Severity = Severity.Fail, Sentence = "It is so.", NextStep = "Change it." })],
    };
}
