namespace Rondo.Architecture.Reference;

public sealed class ReferencePageTests
{
    /// <summary>Set to 1 by <c>eng/docs.sh</c>: the pages are written instead of compared.</summary>
    private const string Writing = "RONDO_WRITE_DOCS";

    private static readonly IReadOnlyList<IReferencePage> All =
    [
        .. typeof(IReferencePage).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IReferencePage)))
            .Select(type => (IReferencePage)Activator.CreateInstance(type)!)
            .OrderBy(page => page.Path, StringComparer.Ordinal),
    ];

    public static TheoryData<string> Pages => [.. All.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_says_what_the_code_says(string path)
    {
        var page = All.Single(page => page.Path == path).Write();
        var file = Path.Combine(House.Root, path);
        if (Environment.GetEnvironmentVariable(Writing) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, page);
        }

        Difference(File.Exists(file) ? File.ReadAllText(file) : "", page).ShouldBeNull($"{path} is out of date. Run eng/docs.sh and commit what it writes.");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_is_written_the_same_every_time(string path)
    {
        var page = All.Single(page => page.Path == path);

        page.Write().ShouldBe(page.Write());
    }

    [Fact]
    public void A_planted_change_of_a_page_is_seen()
    {
        Difference("one\ntwo\n", "one\ntwo\n").ShouldBeNull();
        Difference("one\ntwo\n", "one\nthree\n").ShouldBe("line 2 says 'two', the code says 'three'");
        Difference("one\n", "one\ntwo\n").ShouldBe("line 2 says '', the code says 'two'");
        Difference("one\ntwo\n", "one\n").ShouldBe("line 2 says 'two', the code says ''");
    }

    /// <summary>Where two texts part first, in words; null where they are the same.</summary>
    private static string? Difference(string standing, string expected)
    {
        var (left, right) = (standing.ReplaceLineEndings("\n").Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).FirstOrDefault(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i), -1);
        return line < 0 ? null : $"line {line + 1} says '{left.ElementAtOrDefault(line)}', the code says '{right.ElementAtOrDefault(line)}'";
    }
}
