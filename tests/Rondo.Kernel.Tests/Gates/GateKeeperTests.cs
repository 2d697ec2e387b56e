using Rondo.Contracts;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Tests.Ledger;

namespace Rondo.Kernel.Tests.Gates;

/// <summary>Looking at gates: what closes them, what opens them in spite of it.</summary>
public sealed class GateKeeperTests
{
    [Fact]
    public void A_gate_without_failing_findings_is_open()
    {
        var check = Keeper(("train", "hint", Severity.Info), ("train", "doubt", Severity.Warning)).Look(Given.Nothing, "train", "d1");

        check.Open.ShouldBeTrue();
        check.Findings.Select(finding => finding.Code).ShouldBe(["doubt", "hint"]);
        Keeper(("train", "doubt", Severity.Warning)).Refuse(Given.Nothing, "train", "d1").ShouldBeNull();
    }

    [Fact]
    public void A_failing_finding_closes_its_gate_and_no_other()
    {
        var keeper = Keeper(("train", "no_promise", Severity.Fail));

        keeper.Look(Given.Nothing, "train", "d1").Open.ShouldBeFalse();
        keeper.Look(Given.Nothing, "release", "d1").ShouldSatisfyAllConditions(check => check.Open.ShouldBeTrue(), check => check.Findings.ShouldBeEmpty());
    }

    [Fact]
    public void The_refusal_carries_the_first_failing_finding_as_its_code_and_all_beside_it()
    {
        var refusal = Keeper(("train", "z_last", Severity.Fail), ("train", "doubt", Severity.Warning), ("train", "a_first", Severity.Fail)).Refuse(Given.Nothing, "train", "d1")!;

        (refusal.Code.Code, refusal.Code.Status, refusal.Detail).ShouldBe(("a_first", 409, "a_first is so."));
        refusal.Findings!.Select(finding => finding.Code).ShouldBe(["a_first", "z_last"]);
    }

    [Fact]
    public void One_signature_changes_nothing_and_two_open_the_gate()
    {
        var keeper = Keeper(("train", "no_promise", Severity.Fail));
        Signature pm = new("pm", Role.ProductManager, Given.Monday, "we must"), ds = new("ds", Role.DataScientist, Given.Monday, "I know");

        keeper.Look(Overridden([pm], "no_promise"), "train", "d1").ShouldSatisfyAllConditions(check => check.Open.ShouldBeFalse(), check => check.Overridden.ShouldBeEmpty());
        keeper.Look(Overridden([pm, ds], "no_promise"), "train", "d1").ShouldSatisfyAllConditions(check => check.Open.ShouldBeTrue(), check => check.Overridden.ShouldBe(["no_promise"]), check => check.Findings.Count.ShouldBe(1));
    }

    [Theory]
    [InlineData("pm", Role.DataScientist)]
    [InlineData("ds", Role.ProductManager)]
    public void Two_signatures_of_one_person_or_one_role_are_one(string actor, Role role)
    {
        var state = Overridden([new("pm", Role.ProductManager, Given.Monday, "a"), new(actor, role, Given.Monday, "b")], "no_promise");

        Keeper(("train", "no_promise", Severity.Fail)).Look(state, "train", "d1").Open.ShouldBeFalse();
    }

    [Theory]
    [InlineData("train", "d2")]
    [InlineData("release", "d1")]
    public void An_override_holds_for_its_gate_and_subject_only(string gate, string subject) =>
        Keeper(("train", "no_promise", Severity.Fail), ("release", "no_promise", Severity.Fail))
            .Look(Overridden([new("pm", Role.ProductManager, Given.Monday, "a"), new("ds", Role.DataScientist, Given.Monday, "b")], "no_promise"), gate, subject)
            .Open.ShouldBeFalse();

    [Fact]
    public void A_finding_that_was_not_signed_for_closes_the_gate_again()
    {
        var state = Overridden([new("pm", Role.ProductManager, Given.Monday, "a"), new("ds", Role.DataScientist, Given.Monday, "b")], "no_promise");

        var refusal = Keeper(("train", "no_promise", Severity.Fail), ("train", "zero_positives", Severity.Fail)).Refuse(state, "train", "d1")!;

        refusal.Code.Code.ShouldBe("zero_positives");
        refusal.Findings!.Select(finding => finding.Code).ShouldBe(["zero_positives"]);
    }

    private static ProductState Overridden(IReadOnlyList<Signature> signatures, params IReadOnlyList<string> codes) =>
        Given.Nothing.Write("train.d1", new GateOverride { Gate = "train", Subject = "d1", Codes = codes, Signatures = signatures });

    private static GateKeeper Keeper(params IReadOnlyList<(string Gate, string Code, Severity Severity)> findings) =>
        new(findings.Select(finding => new FixedRule(finding.Gate, finding.Code, finding.Severity)));

    private sealed class FixedRule(string gate, string code, Severity severity) : IGateRule
    {
        public GateRuleDescriptor Descriptor { get; } = new(code, gate, "Something must hold.");

        public IEnumerable<Finding> Check(ProductState state, string subject) =>
            [new Finding { Code = code, Severity = severity, Sentence = $"{code} is so.", NextStep = "Change it." }];
    }
}
