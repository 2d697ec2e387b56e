using System.Text;

namespace Rondo.Architecture.Reference;

/// <summary>A page of the reference that is written from the code. Found, not listed: a new page is a new file here.</summary>
internal interface IReferencePage
{
    /// <summary>Path below the root, for example <c>docs/reference/problems.md</c>.</summary>
    string Path { get; }

    /// <summary>The page as it should stand.</summary>
    string Write();
}

/// <summary>Puts Markdown together; lines end with a line feed wherever it runs.</summary>
internal sealed class Markdown
{
    private readonly StringBuilder _text = new();

    public Markdown(string title, string lead) => Line($"# {title}").Line().Line("<!-- Written from the code by eng/docs.sh; a test fails when it is out of date. Do not edit. -->").Line().Line(lead).Line();

    public Markdown Line(string text = "")
    {
        _text.Append(text.TrimEnd()).Append('\n');
        return this;
    }

    public Markdown Head(string text, int level = 2) => Line($"{new string('#', level)} {text}").Line();

    /// <summary>A table; nothing where there is no row.</summary>
    public Markdown Table(string[] heads, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return this;
        }

        Line($"| {string.Join(" | ", heads)} |").Line($"|{string.Concat(heads.Select(_ => " --- |"))}");
        foreach (var row in all)
        {
            Line($"| {string.Join(" | ", row.Select(Cell))} |");
        }

        return Line();
    }

    public static string Mono(string text) => text.Length == 0 ? "" : $"`{text}`";

    public override string ToString() => $"{_text.ToString().TrimEnd('\n')}\n";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim();
}
