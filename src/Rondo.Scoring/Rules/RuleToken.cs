using System.Globalization;
using System.Text;

namespace Rondo.Engines.Rules;

internal enum TokenKind
{
    Word,
    Column,
    Text,
    Number,
    Sign,
    Arrow,
    NewClause,
    End,
}

/// <summary>A piece of a rule.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Text">As written, without its quotes.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="Value">Its number; NaN for others.</param>
internal readonly record struct RuleToken(TokenKind Kind, string Text, int Position, double Value = double.NaN)
{
    public bool Is(string word) => Kind is TokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A rule that is not understood, on its way out of the parser.</summary>
internal sealed class RuleException(int position, string message) : Exception(message)
{
    public int Position { get; } = position;
}

/// <summary>Cuts a rule into its pieces. Words that follow each other without a sign are one column where there is one of that name.</summary>
internal static class RuleLexer
{
    private static readonly string[] Signs = ["<=", ">=", "!=", "<>", "==", "<", ">", "=", "(", ")", ","];

    public static List<RuleToken> Cut(string text)
    {
        var tokens = new List<RuleToken>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (c is '\n' or ';')
            {
                tokens.Add(new RuleToken(TokenKind.NewClause, "", at++));
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (Arrow(text, at) is > 0 and var arrow)
            {
                tokens.Add(new RuleToken(TokenKind.Arrow, "->", at));
                at += arrow;
            }
            else if (c is '\'' or '"' or '`' or '\u2018' or '\u201c' or '[')
            {
                tokens.Add(Quoted(text, ref at));
            }
            else if (char.IsAsciiDigit(c) || (c is '-' or '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            {
                tokens.Add(Number(text, ref at));
            }
            else if (Signs.FirstOrDefault(sign => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0) is { } found)
            {
                tokens.Add(new RuleToken(TokenKind.Sign, found, at));
                at += found.Length;
            }
            else if (char.IsLetter(c) || c == '_')
            {
                var start = at;
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' || (text[at] == '-' && at + 1 < text.Length && char.IsLetter(text[at + 1]))))
                {
                    at++;
                }

                tokens.Add(new RuleToken(TokenKind.Word, text[start..at], start));
            }
            else
            {
                throw new RuleException(at, $"'{c}' has no meaning here.");
            }
        }

        tokens.Add(new RuleToken(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static int Arrow(string text, int at) =>
        text[at] == '\u2192' ? 1 :
        at + 1 < text.Length && text[at] is '-' or '=' && text[at + 1] == '>' ? 2 :
        0;

    private static RuleToken Quoted(string text, ref int at)
    {
        var start = at;
        var close = text[at] switch { '\u2018' => '\u2019', '\u201c' => '\u201d', '[' => ']', var same => same };
        var written = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != close)
            {
                written.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == close)
            {
                // Twice the sign that closes stands for the sign itself.
                written.Append(text[at++]);
            }
            else
            {
                at++;
                return new RuleToken(close is '`' or ']' ? TokenKind.Column : TokenKind.Text, written.ToString(), start);
            }
        }

        throw new RuleException(start, $"The quote that opens here is never closed with {close}.");
    }

    private static RuleToken Number(string text, ref int at)
    {
        var start = at++;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '-' or ':'))
        {
            at++;
        }

        var written = text[start..at];
        return double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new RuleToken(TokenKind.Number, written, start, value)
            : new RuleToken(TokenKind.Text, written, start);
    }
}
