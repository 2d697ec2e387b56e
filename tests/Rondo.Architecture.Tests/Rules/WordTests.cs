using System.Text.RegularExpressions;

namespace Rondo.Architecture.Rules;

/// <summary>What must stand nowhere in the tree. The words are written in two halves, so that this file does not hold them.</summary>
internal static partial class Words
{
    private static readonly string[] Unfinished = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK:", "NotImplemented" + "Exception"];

    public static IEnumerable<string> InCode(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => Say(file, Unfinished.Where(word => file.Text.Contains(word, StringComparison.Ordinal)).Select(word => $"'{word}' stands for unfinished work"))
            .Concat(Say(file, EmptyCatch().IsMatch(file.Text) ? ["a catch block is empty"] : []))
            .Concat(Say(file, Pragma().IsMatch(file.Text) ? ["a pragma switches a warning off without a reason on its line"] : [])));

    public static IEnumerable<string> Anywhere(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => Say(file, MachinePath().Matches(file.Text).Select(match => $"'{match.Value.Trim()}' is a path of one machine").Distinct()));

    private static IEnumerable<string> Say(SourceFile file, IEnumerable<string> faults) => faults.Select(fault => $"{file.Path}: {fault}.");

    [GeneratedRegex(@"\bcatch\b\s*(\([^)]*\))?\s*(when\s*\((?>[^()]+|\((?<depth>)|\)(?<-depth>))*(?(depth)(?!))\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"^\s*#pragma warning disable[^/\n]*$", RegexOptions.Multiline)]
    private static partial Regex Pragma();

    [GeneratedRegex(@"(?<![\w.~\-}*/)])/(home|root|work|workspace|builds|Users)/[\w.][\w.-]*")]
    private static partial Regex MachinePath();
}

public sealed class WordTests
{
    [Fact]
    public void Nothing_is_left_unfinished() => Words.InCode(House.Code).ShouldBeEmpty();

    [Fact]
    public void Nothing_names_a_path_of_one_machine() => Words.Anywhere(House.Code.Concat(House.Rest)).ShouldBeEmpty();

    [Fact]
    public void Every_kind_of_file_is_read()
    {
        House.Code.ShouldContain(file => file.Path.EndsWith(".razor", StringComparison.Ordinal));
        House.Rest.ShouldContain(file => file.Path == "eng/test.sh");
        House.Rest.ShouldContain(file => file.Path == ".ci/run");
        House.Rest.ShouldContain(file => file.Path.EndsWith(".css", StringComparison.Ordinal));
        House.Code.ShouldNotContain(file => file.Path.Contains("/obj/"));
    }

    [Theory]
    [InlineData("// TO" + "DO later")]
    [InlineData("// FIX" + "ME")]
    [InlineData("throw new NotImplemented" + "Exception();")]
    [InlineData("try { A(); } catch {" + " }")]
    [InlineData("try { A(); } catch (IOException) {\n" + "}")]
    [InlineData("try { A(); } catch (IOException gone) when (gone.HResult == F(1)) {" + "}")]
    [InlineData("  #pragma" + " warning disable CA1822")]
    public void Planted_unfinished_work_is_seen(string text) => Words.InCode([new SourceFile("a.cs", text)]).ShouldHaveSingleItem();

    [Theory]
    [InlineData("try { A(); } catch (IOException) { return null; }")]
    [InlineData("  #pragma warning disable CA1849 // Disposing synchronously is what is tried here.")]
    [InlineData("var todo = 1;")]
    [InlineData("// what is left to do stands in the issue")]
    public void Finished_work_is_left_alone(string text) => Words.InCode([new SourceFile("a.cs", text)]).ShouldBeEmpty();

    [Theory]
    [InlineData("cd /ho" + "me/somebody/rondo")]
    [InlineData("\"/ro" + "ot/.cache\"")]
    public void A_planted_machine_path_is_seen(string text) => Words.Anywhere([new SourceFile("a.sh", text)]).ShouldHaveSingleItem();

    [Theory]
    [InlineData("GET /products/{product}/work/items")]
    [InlineData("src/home/page")]
    [InlineData("https://example.org/home/page")]
    public void An_address_is_no_machine_path(string text) => Words.Anywhere([new SourceFile("a.sh", text)]).ShouldBeEmpty();
}
