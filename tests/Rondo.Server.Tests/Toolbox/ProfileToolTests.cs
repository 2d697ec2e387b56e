using System.Text.Json;
using Rondo.Tests;

namespace Rondo.Server.Tests.Toolbox;

/// <summary>The commands <c>profile</c> and <c>compare</c> on files whose content is known.</summary>
public sealed class ProfileToolTests
{
    [Fact]
    public async Task Telco_is_described_as_its_readme_says()
    {
        var json = await Reference.GoodAsync("profile", SharedData.File("churn_telco", "telco_churn.csv"), "--target", "Churn");
        var facts = Reference.Of("churn_telco").GetProperty("data_facts");
        json.Value("rows").ShouldBe(facts.Value("rows"));
        var columns = json.GetProperty("columns").EnumerateArray().ToDictionary(column => column.GetProperty("name").GetString()!);
        columns.Count.ShouldBe(21);
        columns["TotalCharges"].Value("missing").ShouldBe(facts.Value("blank_TotalCharges"));
        columns["TotalCharges"].GetProperty("quantiles").Value("0.5").ShouldBe(1397.475, 1e-9);
        columns["MonthlyCharges"].Value("min").ShouldBe(18.25);
        columns["MonthlyCharges"].Value("max").ShouldBe(118.75);
        columns["Churn"].GetProperty("top")[1].Value("count").ShouldBe(facts.Value("churn_yes"));
        columns["customerID"].GetProperty("kind").GetString().ShouldBe("identifier");
        json.GetProperty("duplicates").Value("exact").ShouldBe(facts.Value("duplicate_rows"));
        json.GetProperty("incompleteness").Value("incomplete_rows").ShouldBe(11);
    }

    [Fact]
    public async Task The_messy_file_that_holds_the_outcome_is_ranked_before_the_clean_one_that_does_not()
    {
        string clean = SharedData.File("story_pair_telco", "dataset_a_clean_no_churn.csv"), messy = SharedData.File("story_pair_telco", "dataset_b_messy_with_churn.csv");
        var json = await Reference.GoodAsync("compare", clean, messy, "--target", "Churn", "--positive", "Yes");
        var ranking = json.GetProperty("ranking");
        ranking[0].GetProperty("file").GetString().ShouldBe(messy);
        ranking[0].GetProperty("verdict").GetString().ShouldBe("plausible");
        ranking[1].GetProperty("verdict").GetString().ShouldBe("unusable");
        ranking[1].GetProperty("reason").GetString()!.ShouldContain("0 of 5,174 rows");
        json.GetProperty("sentence").GetString()!.ShouldContain("can teach most");
    }

    [Fact]
    public async Task Two_files_of_noise_are_no_choice()
    {
        var folder = Directory.CreateTempSubdirectory("rondo-compare-");
        var random = new Random(4);
        var file = Path.Combine(folder.FullName, "noise.csv");
        await File.WriteAllTextAsync(file, "a,b,y\n" + string.Concat(Enumerable.Range(0, 2000).Select(_ => FormattableString.Invariant($"{random.NextDouble():0.0000},{random.NextDouble():0.0000},{(random.NextDouble() < 0.4 ? "Yes" : "No")}\n"))), TestContext.Current.CancellationToken);
        var run = await RondoProcess.RunAsync("compare", file, file, "--target", "y", "--json");
        run.ExitCode.ShouldBe(1);
        run.Json().GetProperty("ranking")[0].GetProperty("reason").GetString()!.ShouldNotContain("the signal is real");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_refused()
    {
        await Reference.RefusedAsync("no_such_column", "profile", SharedData.File("churn_telco", "telco_churn.csv"), "--target", "Left");
        await Reference.RefusedAsync("no_such_file", "profile", "nowhere.csv");
    }
}
