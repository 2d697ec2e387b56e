using System.Text.Json;
using Rondo.Tests;

namespace Rondo.Server.Tests.Toolbox;

/// <summary>The commands <c>metrics</c>, <c>challenge</c> and <c>power</c> against numbers that were computed elsewhere.</summary>
public sealed class MetricsToolTests : IDisposable
{
    private int _files;

    private readonly string _folder = Directory.CreateTempSubdirectory("rondo-metrics-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("churn_telco", "hgb")]
    [InlineData("churn_telco", "lr")]
    [InlineData("churn_mlc5000", "hgb")]
    [InlineData("fair_adult", "lr")]
    [InlineData("fair_south_german_credit", "hgb")]
    public async Task Every_metric_equals_the_reference(string folder, string model)
    {
        var expected = Reference.Of(folder).GetProperty(model);
        var json = await Reference.GoodAsync("metrics", SharedData.File(folder, "predictions.csv"), "--truth", "y", "--score", $"p_{model}");
        foreach (var name in new[] { "n", "positives", "roc_auc", "average_precision", "tp", "fp", "fn", "tn", "accuracy", "precision", "recall", "f1", "mcc", "brier", "log_loss" })
        {
            json.Value(name).ShouldBe(expected.Value(name), 1e-8, name);
        }

        json.Value("ece").ShouldBe(expected.Value("ece_10"), 1e-8);
        (await Reference.GoodAsync("metrics", SharedData.File(folder, "predictions.csv"), "--truth", "y", "--score", $"p_{model}", "--bins", "15")).Value("ece").ShouldBe(expected.Value("ece_15"), 1e-8);
        foreach (var point in expected.GetProperty("recall_at_precision").EnumerateObject())
        {
            var reached = json.GetProperty("recall_at_precision").GetProperty(point.Name);
            reached.Value("recall").ShouldBe(point.Value.Value("recall"), 1e-8, point.Name);
            reached.Value("threshold").ShouldBe(point.Value.Value("threshold"), 1e-8, point.Name);
        }
    }

    [Fact]
    public async Task Groups_and_disparities_equal_the_reference()
    {
        var file = await WithColumnAsync("churn_telco", "telco_churn.csv", "gender");
        var expected = Reference.Of("churn_telco").GetProperty("fairness_at_0.5_hgb").GetProperty("gender");
        var json = await Reference.GoodAsync("metrics", file, "--truth", "y", "--score", "p_hgb", "--group", "gender");
        foreach (var group in json.GetProperty("groups").EnumerateArray())
        {
            var known = expected.GetProperty("groups").GetProperty(group.GetProperty("value").GetString()!);
            group.Value("n").ShouldBe(known.Value("n"));
            group.Value("selection_rate").ShouldBe(known.Value("selection_rate"), 1e-8);
            group.Value("recall").ShouldBe(known.Value("tpr"), 1e-8);
            group.Value("fpr").ShouldBe(known.Value("fpr"), 1e-8);
            group.Value("accuracy").ShouldBe(known.Value("accuracy"), 1e-8);
            group.GetProperty("too_small").GetBoolean().ShouldBeFalse();
        }

        foreach (var name in new[] { "demographic_parity_difference", "demographic_parity_ratio", "equalized_odds_difference" })
        {
            json.Value(name).ShouldBe(expected.Value(name), 1e-8, name);
        }
    }

    [Fact]
    public async Task Small_groups_say_so_and_crossings_are_compared()
    {
        var csv = "y,p,a,b\n" + string.Concat(Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"{i % 2},{(i % 10) / 10.0},{(i < 90 ? "many" : "few")},{(i % 3 == 0 ? "u" : "v")}\n")));
        var json = await Reference.GoodAsync("metrics", await WriteAsync(csv), "--truth", "y", "--score", "p", "--group", "a", "--group", "b");
        json.GetProperty("groups").EnumerateArray().Single(group => group.GetProperty("value").GetString() == "few").GetProperty("too_small").GetBoolean().ShouldBeTrue();
        json.GetProperty("groups").EnumerateArray().ShouldContain(group => group.GetProperty("column").GetString() == "a x b" && group.GetProperty("value").GetString() == "many, u");
        json.GetProperty("findings").EnumerateArray().ShouldContain(finding => finding.GetProperty("code").GetString() == "small_group");
    }

    [Fact]
    public async Task Predicted_classes_are_measured_class_by_class()
    {
        var json = await Reference.GoodAsync("metrics", await WriteAsync("y,said\na,a\na,b\nb,b\nc,c\nc,a\nc,c\n"), "--truth", "y", "--prediction", "said");
        json.Value("accuracy").ShouldBe(4.0 / 6, 1e-9);
        json.Value("macro_f1").ShouldBe(((0.5) + (2.0 / 3) + 0.8) / 3, 1e-9);
        json.GetProperty("per_class").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task A_contract_finds_the_operating_point_that_keeps_it_or_says_that_none_does()
    {
        var file = SharedData.File("churn_telco", "predictions.csv");
        var point = (await Reference.GoodAsync("metrics", file, "--truth", "y", "--score", "p_lr", "--contract", "recall>=0.8")).GetProperty("operating_point");
        point.GetProperty("recall").GetProperty("low").GetDouble().ShouldBeGreaterThanOrEqualTo(0.8);
        var none = await Reference.GoodAsync("metrics", file, "--truth", "y", "--score", "p_lr", "--contract", "recall>=0.9", "--contract", "precision>=0.95");
        none.GetProperty("operating_point").ValueKind.ShouldBe(JsonValueKind.Null);
        none.GetProperty("findings").EnumerateArray().ShouldContain(finding => finding.GetProperty("code").GetString() == "no_operating_point");
    }

    [Fact]
    public async Task What_is_undefined_is_null_with_a_finding()
    {
        var oneClass = await Reference.GoodAsync("metrics", await WriteAsync("y,p\n1,0.2\n1,0.7\n,0.4\n"), "--truth", "y", "--score", "p");
        oneClass.GetProperty("roc_auc").ValueKind.ShouldBe(JsonValueKind.Null);
        oneClass.Value("n").ShouldBe(2);
        oneClass.GetProperty("findings").EnumerateArray().ShouldContain(finding => finding.GetProperty("code").GetString() == "rows_left_out");
        var ranks = await Reference.GoodAsync("metrics", await WriteAsync("y,p\n1,20\n0,7\n"), "--truth", "y", "--score", "p", "--threshold", "10");
        ranks.Value("roc_auc").ShouldBe(1);
        ranks.GetProperty("brier").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Weights_of_two_count_like_rows_that_stand_twice()
    {
        var once = await Reference.GoodAsync("metrics", await WriteAsync("y,p,w\n1,0.9,2\n0,0.8,1\n1,0.3,1\n0,0.1,2\n"), "--truth", "y", "--score", "p", "--weight", "w");
        var twice = await Reference.GoodAsync("metrics", await WriteAsync("y,p\n1,0.9\n1,0.9\n0,0.8\n1,0.3\n0,0.1\n0,0.1\n"), "--truth", "y", "--score", "p");
        foreach (var name in new[] { "roc_auc", "recall", "precision", "brier" })
        {
            once.Value(name).ShouldBe(twice.Value(name), 1e-9, name);
        }
    }

    [Fact]
    public async Task Bad_input_is_refused_with_its_code()
    {
        var file = await WriteAsync("y,p,text\na,0.1,x\nb,0.2,y\nc,0.3,z\n");
        await Reference.RefusedAsync("invalid_option", "metrics", file, "--truth", "y");
        await Reference.RefusedAsync("truth_many_classes", "metrics", file, "--truth", "y", "--score", "p");
        await Reference.RefusedAsync("not_numbers", "metrics", file, "--truth", "y", "--positive", "a", "--score", "text");
        await Reference.RefusedAsync("no_such_column", "metrics", file, "--truth", "y", "--positive", "a", "--score", "q");
        await Reference.RefusedAsync("invalid_option", "metrics", file, "--truth", "y", "--positive", "a", "--score", "p", "--threshold", "high");
    }

    [Fact]
    public async Task A_challenger_is_compared_as_published()
    {
        var expected = Reference.Of("exp_shadow_telco");
        var json = await Reference.GoodAsync("challenge", SharedData.File("exp_shadow_telco", "paired_predictions.csv"), "--truth", "y", "--champion", "p_champion", "--challenger", "p_challenger");
        json.Value("difference").ShouldBe(expected.GetProperty("delong").Value("difference"), 1e-9);
        json.GetProperty("delong").Value("p").ShouldBe(expected.GetProperty("delong").Value("p_two_sided"), 1e-8);
        json.GetProperty("delong").Value("z").ShouldBe(expected.GetProperty("delong").Value("z"), 1e-6);
        json.GetProperty("mcnemar").Value("p").ShouldBe(expected.GetProperty("mcnemar").Value("exact_p"), 1e-9);
        json.GetProperty("negative_flips").Value("count").ShouldBe(expected.GetProperty("mcnemar").Value("champion_only_right"));
        json.GetProperty("positive_flips").Value("count").ShouldBe(expected.GetProperty("mcnemar").Value("challenger_only_right"));
        json.Value("same_decision").ShouldBe(expected.Value("agreement"), 1e-9);
        json.GetProperty("verdict").GetString().ShouldBe("worse");
        var mirrored = await Reference.GoodAsync("challenge", SharedData.File("exp_shadow_telco", "paired_predictions.csv"), "--truth", "y", "--champion", "p_challenger", "--challenger", "p_champion");
        mirrored.GetProperty("verdict").GetString().ShouldBe("better");
        mirrored.Value("difference").ShouldBe(-json.Value("difference"), 1e-12);
        (await Reference.GoodAsync("challenge", SharedData.File("exp_shadow_telco", "paired_predictions.csv"), "--truth", "y", "--champion", "p_champion", "--challenger", "p_champion")).GetProperty("verdict").GetString().ShouldBe("no_difference_shown");
    }

    [Fact]
    public async Task Power_answers_one_question_at_a_time()
    {
        var recall = await Reference.GoodAsync("power", "--recall", "0.8", "--margin", "0.05", "--prevalence", "0.1");
        recall.Value("needed_positives").ShouldBe(246);
        recall.Value("needed_rows").ShouldBe(2460);
        (await Reference.GoodAsync("power", "--zero-failures", "300")).Value("largest_share").ShouldBe(0.00994, 1e-4);
        (await Reference.GoodAsync("power", "--baseline", "0.1", "--effect", "0.02")).Value("needed_per_group").ShouldBeInRange(3800, 3900);
        (await Reference.GoodAsync("power", "--baseline", "0.8", "--non-inferiority", "0.05")).Value("needed_per_group").ShouldBeInRange(1000, 1010);
        (await Reference.GoodAsync("power", "--parameters", "20", "--prevalence", "0.2")).Value("needed_rows").ShouldBeGreaterThan(100);
        await Reference.RefusedAsync("invalid_option", "power");
        await Reference.RefusedAsync("invalid_option", "power", "--recall", "0.8", "--baseline", "0.1");
        await Reference.RefusedAsync("invalid_option", "power", "--recall", "1.8");
        await Reference.RefusedAsync("invalid_option", "power", "--parameters", "20");
    }

    /// <summary>Predictions with a column of the data that they were made on; <c>row</c> is the row in the data.</summary>
    private async Task<string> WithColumnAsync(string folder, string data, string column)
    {
        var rows = await File.ReadAllLinesAsync(SharedData.File(folder, data), TestContext.Current.CancellationToken);
        var at = Array.IndexOf(rows[0].Split(','), column);
        var predictions = await File.ReadAllLinesAsync(SharedData.File(folder, "predictions.csv"), TestContext.Current.CancellationToken);
        var joined = predictions.Skip(1).Select(line => $"{line},{rows[int.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture) + 1].Split(',')[at]}");
        return await WriteAsync($"{predictions[0]},{column}\n{string.Join('\n', joined)}\n");
    }

    private async Task<string> WriteAsync(string csv)
    {
        var file = Path.Combine(_folder, $"{++_files}.csv");
        await File.WriteAllTextAsync(file, csv, TestContext.Current.CancellationToken);
        return file;
    }
}
