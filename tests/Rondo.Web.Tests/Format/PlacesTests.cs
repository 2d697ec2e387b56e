using Rondo.Contracts;
using Rondo.Web.Format;

namespace Rondo.Web.Tests.Format;

public sealed class PlacesTests
{
    [Fact]
    public void Every_place_has_a_letter_of_its_own() => Places.All.Select(place => place.Key).ShouldBeUnique();

    [Fact]
    public void Every_stage_has_a_place() => Places.All.Select(place => place.Stage).OfType<Stage>().ShouldBe(Stages.All);

    [Fact]
    public void A_document_without_a_page_of_its_own_is_found_in_the_ledger() =>
        Places.Href("churn", new DocumentRef("override", "a b", 2)).ShouldBe("/p/churn/ledger?kind=override&id=a%20b&version=2");

    [Fact]
    public void An_id_cannot_leave_its_place_in_an_address() =>
        Places.Href("churn", new DocumentRef("incident", "../../x?y", 1)).ShouldBe("/p/churn/incidents/..%2F..%2Fx%3Fy");

    [Theory]
    [InlineData("CollectAndRetrain", "Collect and retrain")]
    [InlineData("zero_positives", "Zero positives")]
    [InlineData("", "")]
    public void Codes_read_as_words(string code, string words) => Wording.Of(code).ShouldBe(words);
}
