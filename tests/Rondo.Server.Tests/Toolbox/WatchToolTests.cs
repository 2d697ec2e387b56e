using System.Globalization;
using System.Text.Json;
using Rondo.Tests;

namespace Rondo.Server.Tests.Toolbox;

/// <summary>The commands <c>drift</c>, <c>estimate</c> and <c>detect</c> against numbers that were computed elsewhere.</summary>
public sealed class WatchToolTests : IDisposable
{
    private int _files;

    private readonly string _folder = Directory.CreateTempSubdirectory("rondo-watch-").FullName;

    public static TheoryData<string> Cases => [.. Reference.Of("refnum_streams", "cases.json").EnumerateArray().Where(Runs).Select(one => one.GetProperty("id").GetString()!)];

    // One rests on another generator's draws, one on a version that is gone, and two tell of defaults in words.
    private static bool Runs(JsonElement one) => one.GetProperty("id").GetString() is not ("kswin" or "adwin_old") && one.GetProperty("parameters").ValueKind == JsonValueKind.Object;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Flight_delays_drift_as_the_reference_says()
    {
        var expected = Reference.Of("drift_flight_delays").GetProperty("overall");
        var json = await Reference.GoodAsync("drift", SharedData.File("drift_flight_delays", "reference.csv.gz"), SharedData.File("drift_flight_delays", "current.csv.gz"), "--categorical", "CANCELLED", "--tests", "energy,cvm");
        foreach (var known in expected.EnumerateObject())
        {
            var column = json.GetProperty("columns").EnumerateArray().Single(one => one.GetProperty("name").GetString() == known.Name);
            string[] names = known.Value.TryGetProperty("ks", out _) ? ["ks", "ks_p", "psi", "js_distance", "hellinger", "wasserstein"] : ["chi2", "chi2_p", "psi", "js_distance", "hellinger", "tv", "l_infinity"];
            foreach (var name in names)
            {
                var value = known.Value.Value(name);
                column.Value(name).ShouldBe(value, Math.Max(1e-6, 1e-6 * Math.Abs(value)), $"{known.Name} {name}");
            }

            if (known.Value.TryGetProperty("ks", out _))
            {
                column.Value("wasserstein_normalised").ShouldBe(known.Value.Value("wasserstein_over_ref_std"), 1e-6);
                column.Value("reference_missing").ShouldBe(known.Value.Value("ref_missing"), 1e-9);
                column.Value("energy").ShouldBeGreaterThanOrEqualTo(0);
                column.Value("cvm_p").ShouldBeInRange(0, 1);
            }
        }

        json.GetProperty("dataset").GetProperty("drifted").GetBoolean().ShouldBeTrue();
        json.GetProperty("columns")[0].GetProperty("name").GetString().ShouldBe("AIRLINE");
        json.GetProperty("columns")[0].GetProperty("sentence").GetString()!.ShouldContain("fell");
        json.GetProperty("findings").EnumerateArray().ShouldContain(finding => finding.GetProperty("code").GetString() == "not_compared");
    }

    [Fact]
    public async Task A_file_has_not_drifted_from_itself_and_a_check_ends_with_its_answer()
    {
        var file = SharedData.File("drift_flight_delays", "reference.csv.gz");
        (await Reference.GoodAsync("drift", file, file, "--check")).GetProperty("dataset").GetProperty("drifted").GetBoolean().ShouldBeFalse();
        (await RondoProcess.RunAsync("drift", file, SharedData.File("drift_flight_delays", "current.csv.gz"), "--check", "--json")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Missing_shares_and_unseen_values_of_titanic_are_counted()
    {
        var expected = Reference.Of("nml_titanic");
        var json = await Reference.GoodAsync("drift", SharedData.File("nml_titanic", "reference.csv.gz"), SharedData.File("nml_titanic", "analysis.csv.gz"), "--categorical", "Sex,Embarked,Cabin,Ticket");
        foreach (var column in json.GetProperty("columns").EnumerateArray())
        {
            var name = column.GetProperty("name").GetString()!;
            column.Value("reference_missing").ShouldBe(expected.GetProperty("missing_share").GetProperty("reference").Value(name), 1e-9, name);
            column.Value("current_missing").ShouldBe(expected.GetProperty("missing_share").GetProperty("analysis").Value(name), 1e-9, name);
        }

        var unseen = json.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("code").GetString() == "unseen_categories").ToDictionary(finding => finding.GetProperty("column").GetString()!, finding => finding.GetProperty("numbers").Value("rows"));
        foreach (var known in expected.GetProperty("unseen").EnumerateObject())
        {
            unseen.GetValueOrDefault(known.Name).ShouldBe(known.Value.GetDouble(), known.Name);
        }

        json.GetProperty("findings").EnumerateArray().ShouldContain(finding => finding.GetProperty("code").GetString() == "column_gone");
    }

    [Fact]
    public async Task Columns_that_changed_their_kind_or_hold_nothing_are_findings()
    {
        var then = await WriteAsync("a,b,c\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i},{i % 7},x\n")));
        var now = await WriteAsync("a,b,c,d\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{(char)('p' + (i % 3))},,x,1\n")));
        var json = await Reference.GoodAsync("drift", then, now);
        var codes = json.GetProperty("findings").EnumerateArray().Select(finding => (finding.GetProperty("code").GetString(), finding.GetProperty("column").GetString())).ToList();
        codes.ShouldContain(("kind_changed", "a"));
        codes.ShouldContain(("column_new", "d"));
        await Reference.RefusedAsync("no_such_column", "drift", then, now, "--columns", "z");
        await Reference.RefusedAsync("invalid_option", "drift", then, now, "--tests", "tea_leaves");
    }

    [Fact]
    public async Task Car_loans_are_estimated_before_their_outcomes_as_published()
    {
        var expected = Reference.Of("nml_car_loan");
        var json = await Reference.GoodAsync(
            "estimate", SharedData.File("nml_car_loan", "reference.csv.gz"), SharedData.File("nml_car_loan", "analysis.csv.gz"), "--score", "y_pred_proba", "--prediction", "y_pred", "--truth", "repaid", "--chunk-size", "5000", "--targets", SharedData.File("nml_car_loan", "analysis_target.csv.gz"));
        var chunks = json.GetProperty("chunks").EnumerateArray().ToList();
        chunks.Count.ShouldBe(10);
        for (var i = 0; i < 10; i++)
        {
            var (estimated, realised) = (expected.GetProperty("cbpe_analysis")[i], expected.GetProperty("realised_analysis")[i]);
            chunks[i].Value("start").ShouldBe(realised.Value("start"));
            chunks[i].Value("end").ShouldBe(realised.Value("end"));
            foreach (var name in new[] { "roc_auc", "accuracy", "f1", "precision", "recall" })
            {
                var metric = chunks[i].GetProperty("metrics").GetProperty(name);
                metric.Value("estimated").ShouldBe(estimated.Value($"est_{name}"), 1e-8, name);
                metric.Value("realised").ShouldBe(realised.Value(name), 1e-8, name);
            }

            chunks[i].GetProperty("metrics").GetProperty("roc_auc").GetProperty("alert").GetBoolean().ShouldBe(i >= 5);
        }

        json.GetProperty("thresholds").GetProperty("roc_auc").Value("low").ShouldBe(0.963317, 1e-5);
        json.GetProperty("thresholds").GetProperty("roc_auc").Value("high").ShouldBe(0.97866, 1e-5);
    }

    [Fact]
    public async Task Without_targets_nothing_is_realised_and_a_last_partial_chunk_is_kept()
    {
        var json = await Reference.GoodAsync("estimate", SharedData.File("nml_california_housing", "reference.csv.gz"), SharedData.File("nml_california_housing", "analysis.csv.gz"), "--score", "y_pred_proba", "--truth", "clf_target", "--chunk-size", "1000");
        var chunks = json.GetProperty("chunks").EnumerateArray().ToList();
        var last = chunks[^1];
        (last.Value("end") - last.Value("start") + 1).ShouldBeLessThan(1000);
        chunks.ShouldAllBe(chunk => chunk.GetProperty("metrics").GetProperty("roc_auc").GetProperty("realised").ValueKind == JsonValueKind.Null);
        chunks.ShouldAllBe(chunk => chunk.GetProperty("metrics").GetProperty("roc_auc").GetProperty("estimated").GetProperty("value").GetDouble() > 0.5);
    }

    [Fact]
    public async Task Errors_of_predicted_prices_are_realised_as_published()
    {
        var expected = Reference.Of("nml_car_price").GetProperty("realised_analysis");
        var json = await Reference.GoodAsync("estimate", SharedData.File("nml_car_price", "reference.csv.gz"), SharedData.File("nml_car_price", "analysis.csv.gz"), "--prediction", "y_pred", "--truth", "y_true", "--chunk-size", "6000", "--targets", SharedData.File("nml_car_price", "analysis_target.csv.gz"));
        var chunks = json.GetProperty("chunks").EnumerateArray().ToList();
        for (var i = 0; i < 10; i++)
        {
            chunks[i].GetProperty("metrics").GetProperty("mae").Value("realised").ShouldBe(expected[i].Value("mae"), 1e-6);
            chunks[i].GetProperty("metrics").GetProperty("rmse").Value("realised").ShouldBe(expected[i].Value("rmse"), 1e-6);
        }
    }

    [Fact]
    public async Task Several_classes_take_one_score_each()
    {
        var random = new Random(5);
        string Rows(int n) => "truth,pa,pb,pc\n" + string.Concat(Enumerable.Range(0, n).Select(_ =>
        {
            double[] weights = [random.NextDouble() + 0.01, random.NextDouble() + 0.01, random.NextDouble() + 0.01];
            var total = weights.Sum();
            var draw = random.NextDouble() * total;
            var truth = draw < weights[0] ? "a" : draw < weights[0] + weights[1] ? "b" : "c";
            return string.Create(CultureInfo.InvariantCulture, $"{truth},{weights[0] / total:R},{weights[1] / total:R},{weights[2] / total:R}\n");
        }));
        var json = await Reference.GoodAsync("estimate", await WriteAsync(Rows(4000)), await WriteAsync(Rows(4000)), "--truth", "truth", "--score", "a=pa", "--score", "b=pb", "--score", "c=pc", "--chunk-size", "2000");
        foreach (var chunk in json.GetProperty("chunks").EnumerateArray())
        {
            foreach (var name in new[] { "roc_auc", "accuracy", "f1" })
            {
                var metric = chunk.GetProperty("metrics").GetProperty(name);
                metric.Value("estimated").ShouldBe(metric.Value("realised"), 0.04, name);
            }
        }
    }

    [Fact]
    public async Task A_reference_with_one_outcome_or_targets_that_do_not_fit_are_refused()
    {
        var one = await WriteAsync("y,p\n1,0.2\n1,0.4\n");
        await Reference.RefusedAsync("reference_one_class", "estimate", one, one, "--score", "p", "--truth", "y");
        var both = await WriteAsync("y,p\n1,0.2\n0,0.4\n");
        await Reference.RefusedAsync("targets_unmatched", "estimate", both, both, "--score", "p", "--truth", "y", "--targets", await WriteAsync("y\n1\n0\n1\n"));
        await Reference.RefusedAsync("invalid_option", "estimate", both, both, "--truth", "y");
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Detectors_notice_at_the_published_row(string id)
    {
        var known = Reference.Of("refnum_streams", "cases.json").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);
        var stream = known.GetProperty("stream").GetString()!;
        var own = Path.Combine(SharedData.Folder("refnum_streams"), $"{stream}.csv");
        var detector = known.GetProperty("detector").GetString() switch { "Page-Hinkley" => "page_hinkley", var name => name!.ToLowerInvariant() };
        string[] parameters = [.. known.GetProperty("parameters").EnumerateObject().SelectMany(one => new[] { "--param", $"{one.Name}={one.Value.ToString().ToLowerInvariant()}" })];
        var json = await Reference.GoodAsync(["detect", File.Exists(own) ? own : SharedData.File("refnum_streams", "streams.csv"), "--column", File.Exists(own) ? "value" : stream, "--detector", detector, .. parameters]);
        json.GetProperty("detections").EnumerateArray().Select(one => (int)one.Value("index")).ShouldBe(known.GetProperty("expected_drift_indices").EnumerateArray().Select(one => one.GetInt32()));
    }

    [Fact]
    public async Task A_known_change_of_concept_is_noticed_after_it_and_unknown_names_are_refused()
    {
        var file = await WriteAsync("wrong\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"{(i < 1000 ? (i % 10 == 0 ? 1 : 0) : (i % 2))}\n")));
        var json = await Reference.GoodAsync("detect", file, "--column", "wrong", "--detector", "ddm");
        json.GetProperty("detections")[0].Value("index").ShouldBeInRange(1000, 1100);
        await Reference.RefusedAsync("invalid_option", "detect", file, "--column", "wrong", "--detector", "crystal_ball");
        await Reference.RefusedAsync("invalid_option", "detect", file, "--column", "wrong", "--detector", "ddm", "--param", "speed=9");
        await Reference.RefusedAsync("invalid_option", "detect", file, "--column", "wrong", "--detector", "ddm", "--param", "nonsense");
    }

    private async Task<string> WriteAsync(string csv)
    {
        var file = Path.Combine(_folder, $"{++_files}.csv");
        await File.WriteAllTextAsync(file, csv, TestContext.Current.CancellationToken);
        return file;
    }
}
