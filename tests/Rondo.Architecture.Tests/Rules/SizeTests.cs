namespace Rondo.Architecture.Rules;

/// <summary>How long files are: the median says little, the tail says whether a house can be lived in.</summary>
internal sealed record Sizes(int Files, int Median, int P95, int Longest)
{
    public const int MostMedian = 120;
    public const int MostP95 = 250;
    public const int MostEver = 400;

    public static Sizes Of(IReadOnlyList<SourceFile> files)
    {
        IReadOnlyList<int> lines = [.. files.Select(file => file.Lines).Order()];
        return new Sizes(lines.Count, lines[lines.Count / 2], lines[(int)Math.Min(lines.Count - 1, Math.Ceiling(lines.Count * 0.95) - 1)], lines[^1]);
    }

    public static IReadOnlyList<string> Violations(IReadOnlyList<SourceFile> files)
    {
        var sizes = Of(files);
        return
        [
            .. files.Where(file => file.Lines > MostEver).Select(file => $"{file.Path} has {file.Lines} lines; more than {MostEver} is two files."),
            .. sizes.P95 >= MostP95 ? new[] { $"5 % of the files have {sizes.P95} lines or more; it must stay below {MostP95}." } : [],
            .. sizes.Median > MostMedian ? new[] { $"Half of the files have {sizes.Median} lines or more; it must stay at or below {MostMedian}." } : [],
        ];
    }
}

public sealed class SizeTests(ITestOutputHelper output)
{
    [Fact]
    public void Files_keep_to_their_sizes()
    {
        var sizes = Sizes.Of(House.Code);
        output.WriteLine($"{sizes.Files} files: median {sizes.Median}, 95th percentile {sizes.P95}, longest {sizes.Longest} lines.");

        sizes.Files.ShouldBeGreaterThan(300, "The tree was not read.");
        Sizes.Violations(House.Code).ShouldBeEmpty();
    }

    [Fact]
    public void A_planted_long_file_is_seen() =>
        Sizes.Violations([File("a.cs", 10), File("b.cs", 401)]).ShouldContain("b.cs has 401 lines; more than 400 is two files.");

    [Fact]
    public void A_file_of_400_lines_is_still_one_file() =>
        Sizes.Violations([.. Enumerable.Range(0, 99).Select(i => File($"{i}.cs", 10)), File("b.cs", 400)]).ShouldBeEmpty();

    [Fact]
    public void A_planted_long_tail_is_seen() =>
        Sizes.Violations([.. Enumerable.Range(0, 90).Select(i => File($"{i}.cs", 10)), .. Enumerable.Range(0, 10).Select(i => File($"long{i}.cs", 250))])
            .ShouldHaveSingleItem().ShouldContain("250 lines or more");

    [Fact]
    public void A_planted_high_median_is_seen() =>
        Sizes.Violations([.. Enumerable.Range(0, 20).Select(i => File($"{i}.cs", 121))]).ShouldHaveSingleItem().ShouldContain("121 lines or more");

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them()
    {
        new SourceFile("a", "").Lines.ShouldBe(0);
        new SourceFile("a", "one").Lines.ShouldBe(1);
        new SourceFile("a", "one\n").Lines.ShouldBe(1);
        new SourceFile("a", "one\ntwo").Lines.ShouldBe(2);
    }

    private static SourceFile File(string path, int lines) => new(path, string.Concat(Enumerable.Repeat("line\n", lines)));
}
