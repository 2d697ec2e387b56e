using Rondo.Tests;

namespace Rondo.Server.Tests.Toolbox;

/// <summary>The command <c>aggregate</c> on data whose answer is known.</summary>
public sealed class AggregateToolTests
{
    [Theory]
    [InlineData("ma_gal_toy")]
    [InlineData("ma_bluebirds")]
    [InlineData("ma_hs_brexit")]
    [InlineData("ma_snow_rte")]
    [InlineData("ma_krippendorff_example")]
    [InlineData("ma_three_annotators_23pct")]
    public async Task Dawid_and_skene_reach_the_same_likelihood_and_shares(string folder)
    {
        var expected = Reference.Of(folder).GetProperty("report").GetProperty("dawid_skene");
        var json = await Reference.GoodAsync("aggregate", SharedData.File(folder, "labels.csv"), "--method", "dawid_skene");
        json.Value("log_likelihood").ShouldBe(expected.Value("log_likelihood"), 1e-4);
        foreach (var share in expected.GetProperty("priors").EnumerateObject())
        {
            json.GetProperty("prevalence").Value(share.Name).ShouldBe(share.Value.GetDouble(), 1e-5);
        }

        json.GetProperty("labels").GetArrayLength().ShouldBe((int)Reference.Of(folder).GetProperty("report").Value("items"));
    }

    [Fact]
    public async Task The_paper_of_1979_is_reproduced_label_by_label()
    {
        var expected = Reference.Of("ma_dawid_skene_1979").GetProperty("all_315_labels");
        var json = await Reference.GoodAsync("aggregate", SharedData.File("ma_dawid_skene_1979", "labels.csv"), "--method", "dawid_skene");
        json.Value("log_likelihood").ShouldBe(expected.Value("log_likelihood"), 1e-6);
        foreach (var label in json.GetProperty("labels").EnumerateArray())
        {
            label.GetProperty("label").GetString().ShouldBe(expected.GetProperty("posterior_argmax").GetProperty(label.GetProperty("item").GetString()!).ToString());
        }

        foreach (var annotator in json.GetProperty("annotators").EnumerateArray())
        {
            var rows = expected.GetProperty("confusion").GetProperty(annotator.GetProperty("annotator").GetString()!);
            for (var row = 0; row < 4; row++)
            {
                for (var column = 0; column < 4; column++)
                {
                    annotator.GetProperty("confusion")[row][column].GetDouble().ShouldBe(rows[row][column].GetDouble(), 1e-6);
                }
            }
        }
    }

    [Theory]
    [InlineData("majority")]
    [InlineData("one_coin")]
    [InlineData("mace")]
    public async Task Every_method_gives_one_label_an_item_and_is_better_than_one_annotator(string method)
    {
        var gold = (await File.ReadAllLinesAsync(SharedData.File("ma_snow_rte", "gold.csv"), TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => cells[1]);
        var json = await Reference.GoodAsync("aggregate", SharedData.File("ma_snow_rte", "labels.csv"), "--method", method);
        var labels = json.GetProperty("labels").EnumerateArray().ToList();
        labels.Count.ShouldBe(800);
        labels.Count(label => gold[label.GetProperty("item").GetString()!] == label.GetProperty("label").GetString()).ShouldBeGreaterThan(700);
        json.GetProperty("annotators").EnumerateArray().ShouldAllBe(one => one.Value("accuracy") >= 0 && one.Value("accuracy") <= 1);
    }

    [Fact]
    public async Task Ties_are_said_and_labels_go_to_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("rondo-aggregate-");
        var target = Path.Combine(folder.FullName, "labels.csv");
        var json = await Reference.GoodAsync("aggregate", SharedData.File("ma_snow_rte", "labels.csv"), "--out", target);
        json.TryGetProperty("labels", out _).ShouldBeFalse();
        json.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("code").GetString() == "tied_items").GetProperty("numbers").Value("items").ShouldBe(Reference.Of("ma_snow_rte").GetProperty("report").Value("majority_ties"));
        (await File.ReadAllLinesAsync(target, TestContext.Current.CancellationToken)).Length.ShouldBe(801);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_unknown_method_is_refused() =>
        await Reference.RefusedAsync("invalid_option", "aggregate", SharedData.File("ma_gal_toy", "labels.csv"), "--method", "guess");
}
