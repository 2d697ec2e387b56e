using System.Text.Json;
using Rondo.Tests;

namespace Rondo.Server.Tests.Toolbox;

/// <summary>The command <c>agreement</c> on data whose agreement is known.</summary>
public sealed class AgreementToolTests : IDisposable
{
    private int _files;

    private readonly string _folder = Directory.CreateTempSubdirectory("rondo-agreement-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("ma_bluebirds")]
    [InlineData("ma_fleiss_1971")]
    [InlineData("ma_gal_toy")]
    [InlineData("ma_hs_brexit")]
    [InlineData("ma_irr_anxiety")]
    [InlineData("ma_irr_video")]
    [InlineData("ma_krippendorff_example")]
    [InlineData("ma_mozafari")]
    [InlineData("ma_snow_rte")]
    [InlineData("ma_snow_wordsim")]
    [InlineData("ma_three_annotators_23pct")]
    [InlineData("ma_three_annotators_23pct_gold")]
    public async Task Every_number_equals_the_reference(string folder)
    {
        var expected = Reference.Of(folder).GetProperty("report");
        foreach (var level in new[] { "nominal", "ordinal", "interval" }.Where(level => expected.TryGetProperty($"krippendorff_alpha_{level}", out _)))
        {
            var json = await Reference.GoodAsync("agreement", SharedData.File(folder, "labels.csv"), "--level", level);
            json.Value("krippendorff_alpha").ShouldBe(expected.Value($"krippendorff_alpha_{level}"), 1e-8);
            json.Value("items").ShouldBe(expected.Value("items"));
            json.Value("items_compared").ShouldBe(expected.Value("items_with_2plus"));
            json.Value("annotators").ShouldBe(expected.Value("annotators"));
            json.Value("annotations").ShouldBe(expected.Value("labels"));
            json.Value("unanimity").ShouldBe(expected.Value("full_agreement_fraction"), 1e-9);
            if (expected.TryGetProperty("fleiss_kappa", out _))
            {
                json.Value("fleiss_kappa").ShouldBe(expected.Value("fleiss_kappa"), 1e-8);
                json.Value("pairwise_agreement").ShouldBe(expected.Value("mean_pairwise_agreement"), 1e-8);
            }

            if (expected.TryGetProperty("cohen_pairs", out var pairs))
            {
                json.GetProperty("per_pair").GetArrayLength().ShouldBe(pairs.EnumerateObject().Count());
                foreach (var pair in json.GetProperty("per_pair").EnumerateArray())
                {
                    var known = pairs.GetProperty($"{pair.GetProperty("a").GetString()}|{pair.GetProperty("b").GetString()}");
                    pair.Value("items").ShouldBe(known.Value("n"));
                    pair.Value("cohen_kappa").ShouldBe(known.Value("kappa"), 1e-8);
                    pair.Value("agreement").ShouldBe(known.Value("agreement"), 1e-8);
                }
            }
        }
    }

    [Fact]
    public async Task Gaps_are_allowed_and_counted_and_what_takes_none_is_null_with_a_finding()
    {
        var json = await Reference.GoodAsync("agreement", SharedData.File("ma_krippendorff_example", "labels.csv"), "--level", "ratio");
        json.Value("krippendorff_alpha").ShouldBe(Reference.Of("ma_krippendorff_example").GetProperty("alpha").Value("ratio"), 1e-8);
        json.Value("gwet_ac1").ShouldBe(0.77544, 1e-5);
        json.GetProperty("fleiss_kappa").ValueKind.ShouldBe(JsonValueKind.Null);
        var codes = json.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()).ToList();
        codes.ShouldContain("undefined_value");
        codes.ShouldContain("single_labels");
    }

    [Fact]
    public async Task A_wide_file_gives_the_same_as_the_long_one()
    {
        var wide = await Reference.GoodAsync("agreement", SharedData.File("ma_three_annotators_23pct", "labels_wide.csv"), "--wide");
        var narrow = await Reference.GoodAsync("agreement", SharedData.File("ma_three_annotators_23pct", "labels.csv"));
        foreach (var name in new[] { "krippendorff_alpha", "unanimity", "per_pair", "per_class" })
        {
            wide.GetProperty(name).GetRawText().ShouldBe(narrow.GetProperty(name).GetRawText());
        }
    }

    [Fact]
    public async Task Second_labels_by_one_annotator_count_and_are_said()
    {
        var json = await Reference.GoodAsync("agreement", SharedData.File("ma_site_ratings", "labels.csv.gz"));
        json.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("code").GetString() == "repeated_labels").GetProperty("numbers").Value("count").ShouldBe(Reference.Of("ma_site_ratings").Value("repeat_labels"));
    }

    [Fact]
    public async Task Gold_labels_say_how_often_each_annotator_is_right()
    {
        var file = await WriteAsync("i,who,said,truth\n1,a,x,x\n1,b,y,x\n2,a,y,y\n2,b,y,y\n3,a,x,y\n3,b,x,y\n");
        var gold = (await Reference.GoodAsync("agreement", file, "--gold", "truth")).GetProperty("gold");
        gold.Value("items").ShouldBe(3);
        gold.Value("label_accuracy").ShouldBe(0.5, 1e-9);
        gold.Value("majority_accuracy").ShouldBe(0.5, 1e-9); // a tie with the truth in it counts half
        gold.GetProperty("annotators").EnumerateArray().Select(one => (one.GetProperty("annotator").GetString(), one.Value("accuracy"))).ShouldBe([("b", 1.0 / 3), ("a", 2.0 / 3)]);
    }

    [Theory]
    [InlineData("item,annotator,label\n", "header_only")]
    [InlineData("item,annotator,label\n1,a,\n2,b,\n", "no_annotations")]
    [InlineData("item,label\n1,a\n", "annotation_column_absent")]
    public async Task What_holds_no_annotation_is_refused(string csv, string code) =>
        await Reference.RefusedAsync(code, "agreement", await WriteAsync(csv));

    [Fact]
    public async Task One_class_leaves_agreement_beyond_chance_open()
    {
        var json = await Reference.GoodAsync("agreement", await WriteAsync("item,annotator,label\n1,a,x\n1,b,x\n2,a,x\n2,b,x\n"));
        json.GetProperty("krippendorff_alpha").GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("findings").EnumerateArray().ShouldContain(finding => finding.GetProperty("code").GetString() == "one_class");
    }

    [Fact]
    public async Task An_unknown_level_or_column_is_refused()
    {
        await Reference.RefusedAsync("invalid_option", "agreement", SharedData.File("ma_gal_toy", "labels.csv"), "--level", "cosmic");
        await Reference.RefusedAsync("no_such_column", "agreement", SharedData.File("ma_gal_toy", "labels.csv"), "--label", "nope");
    }

    private async Task<string> WriteAsync(string csv)
    {
        var file = Path.Combine(_folder, $"{++_files}.csv");
        await File.WriteAllTextAsync(file, csv, TestContext.Current.CancellationToken);
        return file;
    }
}
