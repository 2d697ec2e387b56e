using Bunit;
using Rondo.Contracts;
using Rondo.Web.Pages;

namespace Rondo.Web.Tests.Pages;

public sealed class PagesTests : WebTest
{
    [Fact]
    public void The_portfolio_of_nobody_teaches_and_makes_the_first_product()
    {
        Api.Has("products", Array.Empty<ProductOverview>());
        Api.Has("inbox", Array.Empty<InboxItem>());
        var page = Render<PortfolioPage>();

        page.Find(".verdict").TextContent.ShouldContain("Nothing yet");
        page.Find("input").Change("Churn rescue");
        page.Find("form").Submit();
        Api.Writes.Single().Body.ShouldContain("Churn rescue");
    }

    [Fact]
    public void The_loop_maps_home_says_the_worst_first()
    {
        Api.Has("products/churn", Some.Product());
        Api.Has("inbox", new[] { new InboxItem("churn", new OpenDecision("x", Stage.Data, Role.ProductManager, "Choose a data set.", "", null)) });
        var page = Render<HomePage>(parameters => parameters.Add(home => home.Product, "churn"));

        page.Find(".verdict p").TextContent.ShouldBe("Data: Data says 42.");
        page.Find(".inbox").TextContent.ShouldContain("Choose a data set.");
    }

    [Fact]
    public void A_product_that_is_not_there_is_said_in_place()
    {
        var page = Render<HomePage>(parameters => parameters.Add(home => home.Product, "nobody"));

        page.Find("[role=alert]").GetAttribute("data-code").ShouldBe("unknown_document");
        page.Find("h1").TextContent.ShouldNotBeEmpty();
    }

    [Fact]
    public void Data_without_a_data_set_teaches_what_will_stand_here()
    {
        Api.Has("products/churn/datasets", Array.Empty<object>());
        Api.Has("products/churn/requirements", Array.Empty<object>());
        var page = Render<DataPage>(parameters => parameters.Add(data => data.Product, "churn"));

        page.Find(".empty h2").TextContent.ShouldContain("will stand here");
        page.Find("details#add").HasAttribute("open").ShouldBeTrue();
    }

    [Fact]
    public void A_verdict_is_recorded_with_its_reason_and_a_refusal_is_shown_in_place()
    {
        Api.Has("products/churn/discovery", new DiscoveryReport { Risks = new Dictionary<string, Document<Risk>>(), Overall = Plausibility.Unknown, Sentence = "Not known.", Gate = Some.Gate(false) });
        Api.RefuseWith = new Problem { Title = "Closed", Status = 409, Code = "risks_missing", Detail = "0 of 5 risks are judged.", NextStep = "Judge them." };
        var page = Render<DiscoveryPage>(parameters => parameters.Add(discovery => discovery.Product, "churn"));

        page.FindAll("input[name=verdict]")[0].Change(true);
        page.Find("#decide textarea").Change("It is worth a try.");
        page.Find("#decide form").Submit();

        Api.Writes.Single().Body.ShouldContain("\"choice\":\"ml\"");
        page.Find("[role=alert]").TextContent.ShouldContain("0 of 5 risks are judged.");
    }

    [Fact]
    public void An_incident_offers_the_usual_remedy_of_its_cause()
    {
        Api.Has("products/churn/incidents/incident-1", Some.Document(new Incident
        {
            Monitor = "recall", Release = "r", Sentence = "Recall fell to 71 %.", Point = Some.Point(0, 0.71, breached: true), Action = "Look at drift.", Priority = AlertPriority.Ticket, Owner = "data scientist",
            OpenedAt = Now.AddHours(-2), AcknowledgeBy = Now.AddHours(2), DecideBy = Now.AddDays(2),
        }, "incident", "incident-1"));
        var page = Render<IncidentPage>(parameters => parameters.Add(incident => incident.Product, "churn").Add(incident => incident.Incident, "incident-1"));

        page.Find(".verdict p").TextContent.ShouldBe("Recall fell to 71\u00A0%.");
        page.Markup.ShouldContain("2 hours left to take it on");
        page.FindAll("input[name=cause]")[0].Change(true);
        page.FindAll("input[name=remedy]")[0].HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public void Every_page_answers_a_question_in_its_heading()
    {
        Api.Has("products/churn", Some.Product());
        foreach (var type in typeof(ProductPage).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(ProductPage))))
        {
            var page = Render(builder =>
            {
                builder.OpenComponent(0, type);
                builder.AddComponentParameter(1, nameof(ProductPage.Product), "churn");
                builder.CloseComponent();
            });

            page.FindAll("h1").Count.ShouldBe(1, type.Name);
            page.Find("h1").TextContent.Trim().ShouldNotBeEmpty(type.Name);
        }
    }
}
