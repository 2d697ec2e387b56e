using Rondo.Worlds;

namespace Rondo.Tests.Worlds;

public sealed class ReadmeTests
{
    [Fact]
    public void The_example_runs()
    {
        // example
        var world = new ChurnWorld(seed: 1);
        var today = world.Start.AddDays(60);

        string useless = world.DatasetA();                      // clean, 6,000 loyal customers, not one churner
        string useful = world.DatasetB(today, rows: 6000);      // messy, with real churn in it
        var requests = world.Snapshot(today);                   // rows to score: column name -> value
        var id = (string)requests[0]["customer_id"]!;
        bool leaves = world.WillChurn(id, today);               // hidden truth
        var outcome = world.OutcomeOf(id, today, contacted: true);
        var answers = world.ItemsToLabel(today).AnswersCsv(guideline: 1);
        var complaints = world.Complaints(today, today.AddDays(27));

        // end of example
        useless.Length.ShouldBeLessThan(useful.Length);
        (leaves || !outcome.Churned).ShouldBeTrue();
        answers.ShouldStartWith("item,annotator,label\nT-001,annotator-1,");
        complaints.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_example_is_the_one_that_the_readme_shows()
    {
        var root = SharedData.RepoRoot();
        var code = Lines(File.ReadAllText(Path.Combine(root, "tests", "Rondo.Worlds.Tests", "ReadmeTests.cs")), "// example", "// end of example");
        var shown = Lines(File.ReadAllText(Path.Combine(root, "src", "Rondo.Worlds", "README.md")), "```csharp", "```");
        shown.ShouldNotBeEmpty();
        shown.ShouldBe(code);

        static List<string> Lines(string text, string from, string to) => text.Split('\n')
            .Select(l => l.Trim())
            .SkipWhile(l => l != from).Skip(1).TakeWhile(l => l != to)
            .Where(l => l.Length > 0)
            .ToList();
    }
}
