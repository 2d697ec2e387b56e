using Rondo.Contracts;
using Rondo.Kernel.People;

namespace Rondo.Kernel.Tests.People;

/// <summary>Why is the product manager's, how is the data team's: the fields guard themselves.</summary>
public sealed class FieldRightsTests
{
    private static readonly Requirement Standing = new() { Field = "contract", Why = "It tells who may leave.", How = "From billing, nightly." };

    [Theory]
    [InlineData(Role.ProductManager, null)]
    [InlineData(Role.Admin, null)]
    [InlineData(Role.DataScientist, "why")]
    [InlineData(Role.Engineer, "why")]
    [InlineData(Role.Viewer, "why")]
    public void Only_the_product_manager_changes_why(Role role, string? field) =>
        Fields(FieldRights.Check(Standing, Standing with { Why = "Another reason." }, role)).ShouldBe(field);

    [Theory]
    [InlineData(Role.ProductManager, "how")]
    [InlineData(Role.DataScientist, null)]
    [InlineData(Role.Engineer, null)]
    [InlineData(Role.Annotator, "how")]
    public void Only_the_data_team_changes_how(Role role, string? field) =>
        Fields(FieldRights.Check(Standing, Standing with { How = "From the log." }, role)).ShouldBe(field);

    [Fact]
    public void A_field_that_everybody_may_write_needs_no_right() =>
        FieldRights.Check(Standing, Standing with { Field = "tenure" }, Role.Viewer).ShouldBeNull();

    [Fact]
    public void Sending_back_a_foreign_field_unchanged_is_no_change() =>
        FieldRights.Check(Standing, Standing with { How = "From the log." }, Role.Engineer).ShouldBeNull();

    [Fact]
    public void Emptying_a_foreign_field_is_a_change() =>
        Fields(FieldRights.Check(Standing, Standing with { Why = "" }, Role.Engineer)).ShouldBe("why");

    [Fact]
    public void In_a_new_document_a_filled_foreign_field_is_a_change_and_an_empty_one_is_not()
    {
        FieldRights.Check(null, new Requirement { Field = "x", How = "y" }, Role.Engineer).ShouldBeNull();
        Fields(FieldRights.Check(null, new Requirement { Field = "x", Why = "y" }, Role.Engineer)).ShouldBe("why");
    }

    [Fact]
    public void Every_foreign_field_is_named_at_once()
    {
        var refusal = FieldRights.Check(Standing, new Requirement { Field = "contract", Why = "a", How = "b" }, Role.Viewer)!;

        (refusal.Code.Code, refusal.Code.Status).ShouldBe(("field_not_yours", 403));
        refusal.Fields.ShouldBe(["why", "how"]);
        refusal.Detail.ShouldStartWith("As viewer you changed why, how, which only the");
    }

    private static string? Fields(Refusal? refusal) => refusal is null ? null : string.Join(",", refusal.Fields!);
}
