using Bunit;
using Rondo.Contracts;
using Rondo.Web.Components;

namespace Rondo.Web.Tests.Components;

public sealed class ControlsTests : WebTest
{
    [Fact]
    public void A_problem_says_what_happened_what_was_not_harmed_and_what_to_do()
    {
        var note = Render<ProblemNote>(parameters => parameters.Add(shown => shown.Problem, new Problem
        {
            Title = "Closed", Status = 409, Code = "gate_closed", Detail = "1 rule does not hold.", NextStep = "Add a monitor.", Fields = ["cost_today"],
            Findings = [Some.Finding("no_monitor", Severity.Fail, "No monitor watches it.")],
        }));

        note.Find("[role=alert]").TextContent.ShouldContain("1 rule does not hold.");
        note.Markup.ShouldContain("Nothing was written");
        note.Markup.ShouldContain("Add a monitor.");
        note.Markup.ShouldContain("cost today");
        note.Markup.ShouldContain("No monitor watches it.");
    }

    [Fact]
    public void Without_a_problem_nothing_is_shown() => Render<ProblemNote>(parameters => parameters.Add(shown => shown.Problem, null)).Markup.Trim().ShouldBeEmpty();

    [Fact]
    public void A_reason_is_required_before_anything_happens()
    {
        var given = "";
        var dialog = Render<ReasonDialog>(parameters => parameters.Add(shown => shown.Title, "Stop it").Add(shown => shown.OnConfirm, reason => given = reason));

        dialog.Find("button[type=submit]").HasAttribute("disabled").ShouldBeTrue();
        dialog.Find("textarea").Input("   ");
        dialog.Find("button[type=submit]").HasAttribute("disabled").ShouldBeTrue();
        dialog.Find("textarea").Input(" It alarms all day ");
        dialog.Find("form").Submit();
        given.ShouldBe("It alarms all day");
    }

    [Fact]
    public void A_closed_gate_offers_the_two_signatures()
    {
        Api.Has("products/churn/gates/train/override", Some.Document(new GateOverride { Gate = "train", Subject = "b", Codes = ["x"], Signatures = [] }, "override", "x"));
        var gate = Render<GateList>(parameters => parameters.Add(list => list.Product, "churn").Add(list => list.Gate, Some.Gate(false, Some.Finding("zero_positives", Severity.Fail))));

        gate.Find("[data-gate]").TextContent.ShouldContain("1 thing stands in the way");
        gate.Find("button").Click();
        gate.Find("textarea").Input("only to learn");
        gate.Find("form").Submit();
        Api.Writes.Single().What.ShouldBe("POST products/churn/gates/train/override");
        Api.Writes.Single().Body.ShouldContain("only to learn");
    }

    [Fact]
    public void A_table_folds_past_ten_rows_sorts_and_unfolds()
    {
        var rows = Enumerable.Range(1, 25).ToList();
        var table = Render<DataTable<int>>(parameters => parameters.Add(shown => shown.Rows, rows)
            .Add(shown => shown.Columns, [new DataColumn<int>("Number", row => $"{row}") { Order = row => row }]));

        table.FindAll("tbody tr").Count.ShouldBe(10);
        table.Find("thead button").Click();
        table.Find("thead button").Click();
        table.Find("tbody th").TextContent.ShouldBe("25");
        table.Find("thead th").GetAttribute("aria-sort").ShouldBe("descending");
        table.FindAll(".table-tools button")[0].Click();
        table.FindAll("tbody tr").Count.ShouldBe(25);
    }

    [Fact]
    public void A_number_field_gives_null_where_it_is_emptied()
    {
        double? value = 3;
        var field = Render<NumberAsk>(parameters => parameters.Add(shown => shown.Label, "n").Add(shown => shown.Value, value).Add(shown => shown.ValueChanged, changed => value = changed));

        field.Find("input").Change("");
        value.ShouldBeNull();
        field.Find("input").Change("0.25");
        value.ShouldBe(0.25);
    }

    [Fact]
    public void Every_term_has_a_sentence() => Glossary.Words.ShouldAllBe(word => Glossary.Meaning(word).EndsWith('.') && Glossary.Meaning(word).Length > 20);
}
