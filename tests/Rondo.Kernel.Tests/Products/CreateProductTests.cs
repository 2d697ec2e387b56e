using Rondo.Contracts;
using Rondo.Kernel.Products;

namespace Rondo.Kernel.Tests.Products;

/// <summary>Which products may begin.</summary>
public sealed class CreateProductTests
{
    [Theory]
    [InlineData("Customer churn", "customer-churn")]
    [InlineData("  Ticket  Triage (EU) 2! ", "ticket-triage-eu-2")]
    [InlineData("Überraschung", "berraschung")]
    [InlineData("!!!", "")]
    public void An_id_is_made_from_the_name(string name, string id) => CreateProduct.IdOf(name).ShouldBe(id);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void A_product_without_a_name_is_refused(string name) =>
        CreateProduct.Refuse(new CreateProductRequest { Name = name }, "churn")!.Fields.ShouldBe(["name"]);

    [Theory]
    [InlineData("a")]
    [InlineData("1st")]
    [InlineData("Churn")]
    [InlineData("../../etc")]
    [InlineData("churn\n")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void An_id_of_another_shape_is_refused(string id) =>
        CreateProduct.Refuse(new CreateProductRequest { Name = "Churn" }, id)!.Code.ShouldBe(CommonProblems.InvalidField);

    [Theory]
    [InlineData("ab")]
    [InlineData("a-1")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void An_id_of_2_to_60_characters_is_taken(string id) => CreateProduct.Refuse(new CreateProductRequest { Name = "Churn" }, id).ShouldBeNull();

    [Fact]
    public void A_hostile_id_is_cut_before_it_is_repeated() =>
        CreateProduct.Refuse(new CreateProductRequest { Name = "Churn" }, new string('X', 100_000))!.Detail.Length.ShouldBeLessThan(300);
}
