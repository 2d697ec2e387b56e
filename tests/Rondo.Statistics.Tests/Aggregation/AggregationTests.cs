using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class AggregationTests
{
    public static TheoryData<string> Folders =>
    [
        "ma_bluebirds", "ma_dawid_skene_1979", "ma_fleiss_1971", "ma_gal_toy", "ma_krippendorff_example", "ma_mozafari", "ma_snow_rte",
        "ma_three_annotators_23pct", "ma_three_annotators_23pct_gold",
    ];

    [Theory, MemberData(nameof(Folders))]
    public void Dawid_Skene_equals_the_reference(string folder)
    {
        var reference = Table.Json(folder, "reference.json");
        var report = reference.TryGetProperty("report", out var r) ? r : reference;
        if (!report.TryGetProperty("dawid_skene", out var expected))
        {
            return;
        }

        var table = Ratings.Read(folder);
        var result = DawidSkene.Full(table);
        var iterations = expected.GetProperty("iterations").GetInt32();
        var settled = iterations < 200;
        result.LogLikelihood.ShouldBe(expected.GetProperty("log_likelihood").GetDouble(), settled ? 1e-5 : 0.05);
        result.Iterations.ShouldBeInRange(iterations - 1, iterations + 1);
        foreach (var prior in expected.GetProperty("priors").EnumerateObject())
        {
            var c = table.Categories.ToList().IndexOf(prior.Name);
            result.Priors[c].ShouldBe(prior.Value.GetDouble(), settled ? 1e-5 : 0.01);
        }

        if (expected.TryGetProperty("accuracy", out var accuracy))
        {
            Accuracy(folder, table, result).ShouldBe(accuracy.GetDouble(), settled ? 1e-9 : 0.01);
        }

        if (report.TryGetProperty("majority_vote_accuracy_ties_first_class", out var majority))
        {
            Accuracy(folder, table, MajorityVote.Of(table)).ShouldBe(majority.GetDouble(), 1e-9);
        }

        if (report.TryGetProperty("majority_ties", out var ties))
        {
            MajorityVote.Of(table).IsTied.Count(t => t).ShouldBe(ties.GetInt32());
        }
    }

    [Fact]
    public void Original_clinicians_equal_the_reference_with_their_confusions()
    {
        var table = Ratings.Read("ma_dawid_skene_1979");
        var expected = Table.Json("ma_dawid_skene_1979", "reference.json").GetProperty("all_315_labels");
        var result = DawidSkene.Full(table);
        table.Annotations.ShouldBe(315);
        result.LogLikelihood.ShouldBe(expected.GetProperty("log_likelihood").GetDouble(), 1e-5);
        foreach (var prior in expected.GetProperty("priors").EnumerateObject())
        {
            result.Priors[table.Categories.ToList().IndexOf(prior.Name)].ShouldBe(prior.Value.GetDouble(), 1e-5);
        }

        foreach (var annotator in expected.GetProperty("confusion").EnumerateObject())
        {
            double[] cells = [.. annotator.Value.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(e => e.GetDouble()))];
            result.Confusion(table.AnnotatorNames.ToList().IndexOf(annotator.Name)).ToArray().ShouldBe(cells, 1e-4);
        }

        foreach (var item in expected.GetProperty("posterior_argmax").EnumerateObject())
        {
            table.Categories[result.Labels[table.ItemNames.ToList().IndexOf(item.Name)]].ShouldBe(item.Value.ToString());
        }
    }

    [Fact]
    public void Toy_example_equals_crowd_kit()
    {
        var found = Table.Json("refnum_core", "cases.json").EnumerateArray().First(c => c.GetProperty("id").GetString() == "crowdkit_toy_ds");
        string[][] rows = [.. found.GetProperty("inputs").GetProperty("worker_task_label").EnumerateArray().Select(x => x.EnumerateArray().Select(e => e.GetString()!).ToArray())];
        var table = RatingTable.FromTriples([.. rows.Select(x => x[1])], [.. rows.Select(x => x[0])], [.. rows.Select(x => x[2])]);
        var result = DawidSkene.Full(table, maxIterations: 10);
        string[] tasks = ["t1", "t2", "t3", "t4", "t5"];
        tasks.Select(t => table.Categories[result.Labels[table.ItemNames.ToList().IndexOf(t)]]).ShouldBe(["yes", "yes", "no", "yes", "no"]);
        // The published consistency belongs to the majority labels, whose tie on t1 goes to the first class.
        LabelConsistency.Of(table, MajorityVote.Of(table).Labels).ShouldBe(0.9384615385, 1e-9);
    }

    [Fact]
    public void An_inverted_annotator_is_used_and_a_constant_one_is_called_a_spammer()
    {
        var table = Ratings.Read("ma_gal_toy");
        var result = DawidSkene.Full(table);
        int Who(string name) => table.AnnotatorNames.ToList().IndexOf(name);
        result.SpammerScore(Who("worker1")).ShouldBe(0, 1e-6);
        result.SpammerScore(Who("worker5")).ShouldBe(1, 1e-3);
        result.Accuracy(Who("worker5")).ShouldBeLessThan(0.01);
        result.SpammerScore(Who("worker3")).ShouldBe(1, 1e-3);
    }

    [Fact]
    public void Large_tables_run_in_parts_and_equal_the_plain_algorithm()
    {
        var table = Ratings.Simulate(20_000, 4, 3, 0.6, 7);
        var result = DawidSkene.Full(table, maxIterations: 5, tolerance: 0);
        var (posteriors, likelihood) = DawidSkeneOracle.Run(table, 5);
        result.LogLikelihood.ShouldBe(likelihood, 1e-6 * Math.Abs(likelihood));
        for (var i = 0; i < 200; i++)
        {
            result.Posterior(i)[0].ShouldBe(posteriors[i][0], 1e-9);
        }
    }

    [Fact]
    public void Both_paths_agree_also_where_products_leave_the_safe_range()
    {
        foreach (var table in new[] { Ratings.Simulate(300, 200, 8, 0.02, 3), Ratings.Simulate(500, 4, 5, 0.5, 4), Ratings.Read("ma_snow_rte") })
        {
            foreach (var oneCoin in new[] { false, true })
            {
                var lanes = oneCoin ? DawidSkene.OneCoin(table, 15) : DawidSkene.Full(table, 15);
                var any = DawidSkene.RunAny(table, 15, 1e-9, 0, oneCoin);
                lanes.LogLikelihood.ShouldBe(any.LogLikelihood, 1e-6 * Math.Abs(any.LogLikelihood));
                for (var i = 0; i < table.Items; i++)
                {
                    lanes.Posterior(i)[0].ShouldBe(any.Posterior(i)[0], 1e-6);
                }
            }
        }
    }

    [Fact]
    public void One_coin_and_mace_recover_simulated_truth_better_than_chance_and_find_the_spammer()
    {
        var random = new SeededRandom(5);
        List<string> items = [], people = [];
        List<string?> labels = [];
        var truth = new int[400];
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = random.NextInt(3);
            for (var a = 0; a < 5; a++)
            {
                items.Add($"{i}");
                people.Add($"{a}");
                labels.Add($"{(a == 4 ? 1 : random.NextDouble() < 0.75 ? truth[i] : random.NextInt(3))}");
            }
        }

        var table = RatingTable.FromTriples(items, people, labels);
        foreach (var result in new[] { DawidSkene.OneCoin(table), DawidSkene.Full(table), Mace.Of(table) })
        {
            ((double)truth.Where((t, i) => result.Labels[i] == t).Count() / truth.Length).ShouldBeGreaterThan(0.9);
        }

        var competences = Mace.Competences(Mace.Of(table), 5);
        competences[4].ShouldBeLessThan(0.1);
        competences[..4].ShouldAllBe(c => c > 0.6);
    }

    [Fact]
    public void One_more_label_tells_most_where_the_doubt_is_largest()
    {
        var table = RatingTable.FromRows([["a", "a", "a"], ["a", "b", null], ["b", "b", "b"], ["a", "a", "b"], ["b", "b", "a"], ["a", "a", "a"], ["b", "b", "b"]]);
        var result = DawidSkene.OneCoin(table, smoothing: 0.5);
        result.InformationOfOneMore(1).ShouldBeGreaterThan(result.InformationOfOneMore(0));
    }

    [Fact]
    public void Weights_decide_a_vote()
    {
        var table = RatingTable.FromRows([["a", "b", "b"]]);
        MajorityVote.Of(table).Labels[0].ShouldBe(1);
        MajorityVote.Of(table, [3, 1, 1]).Labels[0].ShouldBe(0);
    }

    [Fact]
    public void Ties_are_stated() => MajorityVote.Of(RatingTable.FromRows([["a", "b"]])).IsTied[0].ShouldBeTrue();

    [Fact]
    public void Entropy_equals_the_reference()
    {
        LabelEntropy.Of([1, 1, 1]).ShouldBe(1.0986122887, 1e-9);
        LabelEntropy.Of([1, 1]).ShouldBe(0.693147, 1e-6);
        LabelEntropy.Of([1, 0]).ShouldBe(0);
    }

    private static double Accuracy(string folder, RatingTable table, AggregationResult result)
    {
        var gold = Table.Read(folder, "gold.csv");
        string[] items = gold.Texts("item"), labels = gold.Texts(gold.Has("label") ? "label" : "gold");
        var index = table.ItemNames.Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i);
        var known = items.Select((item, i) => (Item: index.GetValueOrDefault(item, -1), Label: labels[i])).Where(x => x.Item >= 0).ToArray();
        return (double)known.Count(x => table.Categories[result.Labels[x.Item]] == x.Label) / known.Length;
    }
}
