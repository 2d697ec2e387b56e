using Rondo.Acceptance.House;
using Rondo.Contracts;
using Rondo.Tests;

namespace Rondo.Acceptance.Data;

/// <summary>What is known of real files is found in them.</summary>
public sealed class RealDataTests(SharedRondo rondo)
{
    [Fact]
    public async Task Telco_is_plausible_and_its_eleven_blanks_are_found()
    {
        var team = await rondo.NewTeamAsync("real-telco");
        var readiness = await JudgeAsync(team, Files.Telco, "Churn", "Yes");
        readiness.Verdict.ShouldBe(ReadinessVerdict.Plausible);
        readiness.Columns.Single(column => column.Name == "TotalCharges").Missing.ShouldBe(11);
        readiness.Findings.ShouldContain(finding => finding.Code == "outcome_by_group" && finding.Column == "SeniorCitizen" || finding.Column == "Partner");
    }

    [Fact]
    public async Task Four_pairs_of_the_telecom_set_say_the_same()
    {
        var team = await rondo.NewTeamAsync("real-mlc");
        var readiness = await JudgeAsync(team, SharedData.File("churn_mlc5000", "mlc_churn.csv"), "churn", "yes");
        var collinear = readiness.Findings.Single(finding => finding.Code == "collinear");
        collinear.Numbers["pairs"].ShouldBe(4);
        foreach (var part in new[] { "day", "eve", "night", "intl" })
        {
            collinear.Sentence.ShouldContain($"total_{part}_minutes and total_{part}_charge");
        }
    }

    [Fact]
    public async Task The_messy_half_of_the_story_pair_is_named_piece_by_piece_also_where_nobody_says_what_yes_is()
    {
        var team = await rondo.NewTeamAsync("real-b");
        var readiness = await JudgeAsync(team, Files.StoryB, "Churn", "");
        readiness.Positive.ShouldBe("Yes");
        readiness.Positives.ShouldBeInRange(1_900, 1_960);
        var codes = readiness.Findings.Select(finding => finding.Code).ToHashSet();
        foreach (var code in new[] { "mixed_dates", "mixed_numbers", "inconsistent_spelling", "hidden_missing", "impossible_values", "exact_duplicates", "near_duplicates", "conflicting_labels", "label_missing", "label_variants", "leak_split" })
        {
            codes.ShouldContain(code);
        }

        // The key names 140 copies to the letter, 70 nearly so and 20 with the opposite outcome.
        readiness.Findings.Where(finding => finding.Code is "exact_duplicates" or "near_duplicates" or "conflicting_labels").Sum(finding => finding.Numbers["count"]).ShouldBeGreaterThanOrEqualTo(0.95 * 230);
        readiness.Findings.Single(finding => finding.Code == "leak_split").Numbers["count"].ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Who_is_hardly_in_the_census_and_in_the_court_records_is_named_with_rates_and_intervals()
    {
        var team = await rondo.NewTeamAsync("real-adult");
        var adult = await JudgeAsync(team, SharedData.File("fair_adult", "adult.csv.gz"), "class", ">50K");
        adult.Findings.ShouldContain(finding => finding.Code == "under_represented" && finding.Column == "race");
        var (men, women) = (adult.Groups.Single(group => group is { Column: "sex", Value: "Male" }), adult.Groups.Single(group => group is { Column: "sex", Value: "Female" }));
        men.Rate.Value!.Value.ShouldBe(0.304, 0.001);
        women.Rate.Value!.Value.ShouldBe(0.109, 0.001);
        women.Rate.High!.Value.ShouldBeLessThan(men.Rate.Low!.Value);

        var courts = await JudgeAsync(await rondo.NewTeamAsync("real-compas"), SharedData.File("fair_compas", "compas_two_years.csv"), "two_year_recid", "1");
        courts.Findings.Single(finding => finding is { Code: "under_represented", Column: "race" }).Severity.ShouldBe(Severity.Warning);
        courts.Groups.Single(group => group is { Column: "race", Value: "African-American" }).Rate.Value!.Value.ShouldBe(0.514, 0.001);
    }

    [Fact]
    public async Task Texts_are_learned_from_and_their_copies_across_the_split_are_named()
    {
        var team = await rondo.NewTeamAsync("real-sms");
        var spam = await JudgeAsync(team, SharedData.File("text_sms_spam", "sms_spam.csv"), "label", "spam");
        spam.Form!.Sentence.ShouldContain("free text in text");
        spam.QuickModel!.Auc.Low!.Value.ShouldBeGreaterThan(0.98);
        var words = spam.Words.Select(word => word.Word).ToList();
        words.ShouldContain(word => word.Contains("free", StringComparison.Ordinal) || word.Contains("txt", StringComparison.Ordinal) || word.Contains("claim", StringComparison.Ordinal));
        spam.Words[0].Rate.Low!.Value.ShouldBeGreaterThan(0.5);
        spam.Words[^1].Rate.High!.Value.ShouldBeLessThan(0.134, "the last ones go with what is no spam");
        spam.Findings.Single(finding => finding.Code == "exact_duplicates").Numbers["count"].ShouldBe(403);
        spam.Findings.Single(finding => finding.Code == "leak_split").Numbers["count"].ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task A_log_is_judged_on_its_newest_rows()
    {
        var team = await rondo.NewTeamAsync("real-bikes");
        var bikes = await JudgeAsync(team, SharedData.File("drift_bike_sharing", "bike_hour.csv.gz"), "workingday", "1");
        bikes.QuickModel!.Held.ShouldStartWith("the newest three in ten rows, from dteday 2012-");
    }

    private static async Task<Readiness> JudgeAsync(Team team, string path, string target, string positive)
    {
        (await team.UploadFileAsync("real", path, target, positive)).Must();
        return (await team.Scientist.MeasureReadinessAsync(team.Product, "real")).Must().Body;
    }
}
