using Rondo.Engines.Tables;

namespace Rondo.Engines.Rules;

/// <summary>
/// Reads rules by recursive descent:
/// <code>
///   rules  = clause { newline clause }        clause = condition [ -> class ]  |  else class
///   any    = all { or all }                   all    = one { and one }          one = not one | ( any ) | test
///   test   = column sign value  |  column [not] between low and high  |  column [not] in ( value, ... )
///          | [column] contains text  |  column starts with text  |  column ends with text  |  column is [not] missing
/// </code>
/// </summary>
internal sealed class RuleParser(List<RuleToken> tokens, IReadOnlyList<RuleColumn> columns)
{
    private const int MostTests = 200;
    private const int MostDepth = 30;

    private static readonly HashSet<string> Comparisons = ["<", "<=", ">", ">=", "=", "==", "!=", "<>"];

    private int _at;
    private int _tests;

    private RuleToken Now => tokens[_at];

    public List<RuleClause> Clauses()
    {
        var clauses = new List<RuleClause>();
        while (SkipNewClauses())
        {
            clauses.Add(Clause());
            if (Now.Kind is not (TokenKind.End or TokenKind.NewClause))
            {
                throw Wrong($"'{Now.Text}' does not follow here; join conditions with 'and' or 'or', or begin a new line.");
            }
        }

        return clauses;
    }

    private bool SkipNewClauses()
    {
        while (Now.Kind == TokenKind.NewClause)
        {
            _at++;
        }

        return Now.Kind != TokenKind.End;
    }

    private RuleClause Clause()
    {
        if (Take("else") || Take("otherwise"))
        {
            if (Now.Kind == TokenKind.Arrow)
            {
                _at++;
            }

            return new RuleClause(null, Class());
        }

        Take("if");
        Take("where");
        var condition = Any(0);
        if (Now.Kind == TokenKind.Arrow || Now.Is("then"))
        {
            _at++;
            return new RuleClause(condition, Class());
        }

        return new RuleClause(condition, null);
    }

    // A class may have several words: everything up to the end of the line.
    private string Class()
    {
        var words = new List<string>();
        while (Now.Kind is TokenKind.Word or TokenKind.Text or TokenKind.Column or TokenKind.Number)
        {
            words.Add(tokens[_at++].Text);
        }

        return words.Count > 0 ? string.Join(' ', words) : throw Wrong("Here the class is missing that the rule decides for.");
    }

    private RuleNode Any(int depth)
    {
        var parts = new List<RuleNode> { All(depth) };
        while (Take("or"))
        {
            parts.Add(All(depth));
        }

        return parts.Count == 1 ? parts[0] : new AnyOf(parts);
    }

    private RuleNode All(int depth)
    {
        var parts = new List<RuleNode> { One(depth) };
        while (Take("and"))
        {
            parts.Add(One(depth));
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private RuleNode One(int depth)
    {
        if (depth > MostDepth)
        {
            throw Wrong($"Conditions are nested more than {MostDepth} deep.");
        }

        if (Take("not"))
        {
            return new NotThat(One(depth + 1));
        }

        if (Now is { Kind: TokenKind.Sign, Text: "(" })
        {
            _at++;
            var inner = Any(depth + 1);
            Need(")");
            return inner;
        }

        return ++_tests <= MostTests ? Test() : throw Wrong($"A rule has at most {MostTests} conditions.");
    }

    private RuleNode Test()
    {
        if (Take("contains"))
        {
            var texts = columns.Where(column => column.Kind is RuleKind.Text or RuleKind.Open).Select(column => column.Name).ToList();
            return texts.Count > 0 ? new Finds(texts, "contains", Text(), true) : throw Wrong("There is no column of text to search.");
        }

        var column = Column() ?? throw Wrong(Now.Kind == TokenKind.End ? "The rule ends where a condition should stand." : $"There is no column '{Now.Text}'. {NearName.Hint(Now.Text, [.. columns.Select(known => known.Name)])}");
        if (Take("contains"))
        {
            return new Finds([Texts(column)], "contains", Text(), false);
        }

        if (Take("starts") || Take("begins"))
        {
            Take("with");
            return new Finds([Texts(column)], "starts with", Text(), false);
        }

        if (Take("ends"))
        {
            Take("with");
            return new Finds([Texts(column)], "ends with", Text(), false);
        }

        if (Take("is"))
        {
            var not = Take("not");
            return Take("missing") || Take("empty") || Take("null") ? new IsMissing(column.Name, !not) : Compare(column, not ? "!=" : "=");
        }

        if (Take("not"))
        {
            return new NotThat(Range(column));
        }

        if (Now.Is("between") || Now.Is("in"))
        {
            return Range(column);
        }

        return Now.Kind == TokenKind.Sign && Comparisons.Contains(Now.Text)
            ? Compare(column, tokens[_at++].Text switch { "==" => "=", "<>" => "!=", var sign => sign })
            : throw Wrong($"After '{column.Name}' a comparison is expected: <, <=, =, !=, >=, >, between, in, contains, starts with, is missing.");
    }

    private RuleNode Range(RuleColumn column)
    {
        if (Take("between"))
        {
            var low = Compare(column, ">=");
            return Take("and") ? new AllOf([low, Compare(column, "<=")]) : throw Wrong("'between' needs two values: between 1 and 5.");
        }

        if (!Take("in"))
        {
            throw Wrong("After 'not' stands 'in' or 'between' here.");
        }

        Need("(");
        var values = new List<RuleToken> { Value() };
        while (Now is { Kind: TokenKind.Sign, Text: "," })
        {
            _at++;
            values.Add(Value());
        }

        Need(")");
        return column.Kind == RuleKind.Number
            ? new AnyOf([.. values.Select(value => double.IsNaN(value.Value) ? throw new RuleException(value.Position, $"'{column.Name}' holds numbers, and '{value.Text}' is none.") : new CompareNumber(column.Name, "=", value.Value, null))])
            : new OneOf(column.Name, [.. values.Select(value => value.Text.Trim())]);
    }

    private RuleNode Compare(RuleColumn column, string sign)
    {
        if (Now.Kind is TokenKind.Word or TokenKind.Column && Column() is { } other)
        {
            return (column.Kind, other.Kind) switch
            {
                (RuleKind.Number, RuleKind.Number) => new CompareNumber(column.Name, sign, double.NaN, other.Name),
                (RuleKind.Time or RuleKind.Open, RuleKind.Time or RuleKind.Open) when sign is not ("=" or "!=") => new CompareTime(column.Name, sign, 0, other.Name),
                (RuleKind.Number, _) or (_, RuleKind.Number) => throw Wrong($"'{column.Name}' and '{other.Name}' cannot be compared: only one of them holds numbers."),
                _ when sign is "=" or "!=" => new CompareText(column.Name, sign == "=", "", other.Name),
                _ => throw Wrong($"'{column.Name}' and '{other.Name}' are texts; texts are compared with = and != only."),
            };
        }

        var value = Value();
        if (column.Kind == RuleKind.Number)
        {
            return double.IsNaN(value.Value) ? throw new RuleException(value.Position, $"'{column.Name}' holds numbers, and '{value.Text}' is none.") : new CompareNumber(column.Name, sign, value.Value, null);
        }

        var date = column.Kind is RuleKind.Time || (column.Kind is RuleKind.Open && sign is not ("=" or "!=")) ? RuleDates.Read(value.Text) : null;
        return date is { } ticks ? new CompareTime(column.Name, sign, ticks, null)
            : column.Kind is RuleKind.Time ? throw new RuleException(value.Position, $"'{column.Name}' holds dates, and '{value.Text}' is none; write 2026-03-31.")
            : sign is "=" or "!=" ? new CompareText(column.Name, sign == "=", value.Text, null)
            : throw new RuleException(value.Position, $"'{column.Name}' holds texts; they are compared with =, !=, in, contains, starts with.");
    }

    private RuleToken Value()
    {
        var token = Now;
        // A lone word is a text that somebody forgot to quote.
        if (token.Kind is not (TokenKind.Text or TokenKind.Number or TokenKind.Word))
        {
            throw Wrong("A value is expected here: a number, or a text in quotes.");
        }

        _at++;
        return token;
    }

    private string Text() => Now.Kind is TokenKind.Text or TokenKind.Number or TokenKind.Word && Now.Text.Length > 0 ? tokens[_at++].Text : throw Wrong("A text in quotes is expected here.");

    private string Texts(RuleColumn column) => column.Kind is RuleKind.Text or RuleKind.Open ? column.Name : throw Wrong($"'{column.Name}' holds {(column.Kind == RuleKind.Number ? "numbers" : "dates")}, which cannot be searched for a text.");

    /// <summary>The column that stands here, the longest name that fits; null where there is none.</summary>
    private RuleColumn? Column()
    {
        if (Now.Kind == TokenKind.Column)
        {
            var quoted = Find(Now.Text);
            _at += quoted is null ? 0 : 1;
            return quoted;
        }

        RuleColumn? found = null;
        var (name, end) = ("", _at);
        for (var i = _at; i < tokens.Count && tokens[i].Kind is TokenKind.Word or TokenKind.Number; i++)
        {
            name = name.Length == 0 ? tokens[i].Text : $"{name} {tokens[i].Text}";
            if (Find(name) is { } column)
            {
                (found, end) = (column, i + 1);
            }
        }

        _at = end;
        return found;
    }

    private RuleColumn? Find(string name) => columns.FirstOrDefault(column => column.Name == name) ?? columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    private bool Take(string word)
    {
        if (!Now.Is(word))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Need(string sign)
    {
        if (Now.Kind != TokenKind.Sign || Now.Text != sign)
        {
            throw Wrong($"'{sign}' is expected here.");
        }

        _at++;
    }

    private RuleException Wrong(string message) => new(Now.Position, message);
}
