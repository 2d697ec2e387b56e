using System.Globalization;
using System.Net;
using System.Text;
using Rondo.Contracts;

namespace Rondo.Data.Reports;

/// <summary>
/// A report as one HTML file that needs nothing else: no script, no font, no picture from elsewhere, so that it can be mailed,
/// printed and opened in ten years. Every text from outside is encoded.
/// </summary>
internal sealed class HtmlReport
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#16201c;--soft:#5a665f;--line:#d9dfdb;--back:#fbfcfb;--card:#fff;--good:#1b7f4d;--warn:#8a5a00;--bad:#b3261e;--bar:#2f6f8f}
        @media(prefers-color-scheme:dark){:root{--ink:#e6ece8;--soft:#a3afa8;--line:#34403a;--back:#131816;--card:#1a211e;--good:#6fd3a0;--warn:#f0c060;--bad:#ff9d95;--bar:#7cc0e0}}
        *{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}h1{font-size:1.9rem;line-height:1.25;margin:.2rem 0 .8rem}h2{font-size:1.2rem;margin:2.4rem 0 .6rem}
        p{margin:.4rem 0}.soft{color:var(--soft)}.verdict{border-left:.35rem solid var(--mark);padding:.2rem 0 .2rem 1rem;font-size:1.12rem}
        .good{--mark:var(--good)}.warn{--mark:var(--warn)}.bad{--mark:var(--bad)}.tag{display:inline-block;min-width:5.5rem;font-weight:600;color:var(--mark)}
        .sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem;margin-top:1rem}.side{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem}
        .wrap{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{text-align:left;vertical-align:top;padding:.45rem .8rem .45rem 0;border-bottom:1px solid var(--line)}th{color:var(--soft);font-weight:600;font-size:.88rem}
        td.num,th.num{text-align:right}ul{padding-left:0;list-style:none}li{padding:.5rem 0;border-bottom:1px solid var(--line)}li .next{color:var(--soft)}
        svg{display:block;width:100%;min-width:40rem;height:auto}svg text{font-size:12px;fill:var(--soft)}footer{margin-top:3rem;color:var(--soft);font-size:.9rem}@media print{body{background:#fff}}
        """;

    private readonly StringBuilder _body = new();

    /// <summary>Text as HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The whole file.</summary>
    public string Done(string title, string foot) =>
        $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{Text(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n{_body}<footer>{Text(foot)}</footer>\n</main>\n</body>\n</html>\n";

    public HtmlReport Head(string over, string question, string verdict, string kind)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{Text(over)}</p>\n<h1>{Text(question)}</h1>\n<p class=\"verdict {kind}\">{Text(verdict)}</p>\n");
        return this;
    }

    public HtmlReport Heading(string title, string note = "")
    {
        _body.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2>\n");
        return note.Length > 0 ? Paragraph(note, soft: true) : this;
    }

    public HtmlReport Paragraph(string text, bool soft = false)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<p{(soft ? " class=\"soft\"" : "")}>{Text(text)}</p>\n");
        return this;
    }

    public HtmlReport Sides(IEnumerable<(string Name, ReadinessSide? Side)> sides)
    {
        _body.Append("<div class=\"sides\">\n");
        foreach (var (name, side) in sides.Where(side => side.Side is not null))
        {
            _body.Append(CultureInfo.InvariantCulture, $"<div class=\"side {Kind(side!.Score)}\"><p><strong>{Text(name)}</strong> <span class=\"tag\">{Text(Word(side.Score))}</span></p><p>{Text(side.Sentence)}</p></div>\n");
        }

        _body.Append("</div>\n");
        return this;
    }

    public HtmlReport Findings(IReadOnlyList<Finding> findings)
    {
        _body.Append("<ul>\n");
        foreach (var finding in findings)
        {
            var (kind, word) = finding.Severity switch { Severity.Fail => ("bad", "Stops it"), Severity.Warning => ("warn", "Look at it"), _ => ("", "Good to know") };
            _body.Append(CultureInfo.InvariantCulture, $"<li class=\"{kind}\"><span class=\"tag\">{word}</span> {Text(finding.Sentence)}<div class=\"next\">{Text(finding.NextStep)}</div></li>\n");
        }

        _body.Append("</ul>\n");
        return this;
    }

    /// <summary>A table; the columns from <paramref name="numbersFrom"/> on are numbers.</summary>
    public HtmlReport Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows, int numbersFrom = int.MaxValue)
    {
        _body.Append("<div class=\"wrap\"><table>\n<thead><tr>");
        foreach (var (i, head) in heads.Index())
        {
            _body.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{(i >= numbersFrom ? " class=\"num\"" : "")}>{Text(head)}</th>");
        }

        _body.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            _body.Append("<tr>");
            foreach (var (i, cell) in row.Index())
            {
                _body.Append(CultureInfo.InvariantCulture, $"<td{(i >= numbersFrom ? " class=\"num\"" : "")}>{Text(cell)}</td>");
            }

            _body.Append("</tr>\n");
        }

        _body.Append("</tbody>\n</table></div>\n");
        return this;
    }

    /// <summary>Estimates as points with their intervals on one scale, each with its numbers beside it.</summary>
    public HtmlReport Intervals(string label, IReadOnlyList<(string Name, Estimate Value)> rows, double low, double high)
    {
        const int Row = 26, Left = 190, Width = 760, Right = 150;
        double X(double value) => Left + ((Math.Clamp(value, low, high) - low) / (high - low) * (Width - Left - Right));
        _body.Append(CultureInfo.InvariantCulture, $"<div class=\"wrap\"><svg viewBox=\"0 0 {Width} {(rows.Count * Row) + 22}\" role=\"img\" aria-label=\"{Text(label)}\">\n");
        _body.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(low):0.#}\" x2=\"{X(high):0.#}\" y1=\"{rows.Count * Row + 4}\" y2=\"{rows.Count * Row + 4}\" stroke=\"var(--line)\"/><text x=\"{X(low):0.#}\" y=\"{rows.Count * Row + 19}\">{low:0.##}</text><text x=\"{X(high):0.#}\" y=\"{rows.Count * Row + 19}\" text-anchor=\"end\">{high:0.##}</text>\n");
        foreach (var (i, (name, value)) in rows.Index())
        {
            var y = (i * Row) + 13;
            var shown = name.Length <= 26 ? name : name[..25] + "…";
            _body.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{y + 4}\">{Text(shown)}</text><line x1=\"{X(value.Low ?? low):0.#}\" x2=\"{X(value.High ?? high):0.#}\" y1=\"{y}\" y2=\"{y}\" stroke=\"var(--bar)\" stroke-width=\"3\" stroke-linecap=\"round\"/><circle cx=\"{X(value.Value ?? low):0.#}\" cy=\"{y}\" r=\"5\" fill=\"var(--bar)\"/><text x=\"{Width}\" y=\"{y + 4}\" text-anchor=\"end\">{value.Value:0.00} ({value.Low:0.00} to {value.High:0.00})</text>\n");
        }

        _body.Append("</svg></div>\n");
        return this;
    }

    private static string Kind(RiskScore score) => score switch { RiskScore.Green => "good", RiskScore.Amber => "warn", RiskScore.Red => "bad", _ => "" };

    private static string Word(RiskScore score) => score switch { RiskScore.Green => "✓ small", RiskScore.Amber => "△ watch", RiskScore.Red => "✕ large", _ => "" };
}
