using System.Globalization;
using Rondo.Engines.Tables.Inference;

namespace Rondo.Engines.Rules;

/// <summary>Values of one row, by column.</summary>
internal interface IRuleRow
{
    /// <summary>NaN where missing or no number.</summary>
    double Number(string column);

    /// <summary>Null where missing.</summary>
    string? Text(string column);

    /// <summary>Ticks; null where missing or no date.</summary>
    long? Time(string column);
}

/// <summary>A condition. Null means that it cannot be told, because a value is missing; a rule says yes only where it can be told.</summary>
internal abstract record RuleNode
{
    public abstract bool? Holds(IRuleRow row);

    /// <summary>In words, to stand after "where".</summary>
    public abstract string Words { get; }
}

internal sealed record AllOf(IReadOnlyList<RuleNode> Parts) : RuleNode
{
    public override string Words => string.Join(" and ", Parts.Select(part => part is AnyOf ? $"({part.Words})" : part.Words));

    public override bool? Holds(IRuleRow row)
    {
        bool? all = true;
        foreach (var part in Parts)
        {
            var holds = part.Holds(row);
            if (holds == false)
            {
                return false;
            }

            all = holds is null ? null : all;
        }

        return all;
    }
}

internal sealed record AnyOf(IReadOnlyList<RuleNode> Parts) : RuleNode
{
    public override string Words => string.Join(" or ", Parts.Select(part => part.Words));

    public override bool? Holds(IRuleRow row)
    {
        bool? any = false;
        foreach (var part in Parts)
        {
            var holds = part.Holds(row);
            if (holds == true)
            {
                return true;
            }

            any = holds is null ? null : any;
        }

        return any;
    }
}

internal sealed record NotThat(RuleNode Part) : RuleNode
{
    public override string Words => $"not ({Part.Words})";

    public override bool? Holds(IRuleRow row) => !Part.Holds(row);
}

internal sealed record CompareNumber(string Column, string Sign, double Value, string? Other) : RuleNode
{
    public override string Words => $"{Column} is {Signs.Words(Sign)} {Other ?? Value.ToString("R", CultureInfo.InvariantCulture)}";

    public override bool? Holds(IRuleRow row)
    {
        var (a, b) = (row.Number(Column), Other is null ? Value : row.Number(Other));
        return double.IsNaN(a) || double.IsNaN(b) ? null : Signs.Holds(Sign, a.CompareTo(b));
    }
}

internal sealed record CompareTime(string Column, string Sign, long Value, string? Other) : RuleNode
{
    public override string Words => $"{Column} is {Signs.TimeWords(Sign)} {Other ?? new DateTime(Value, DateTimeKind.Utc).ToString(Value % TimeSpan.TicksPerDay == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}";

    public override bool? Holds(IRuleRow row) => row.Time(Column) is { } a && (Other is null ? Value : row.Time(Other)) is { } b ? Signs.Holds(Sign, a.CompareTo(b)) : null;
}

internal sealed record CompareText(string Column, bool Equal, string Value, string? Other) : RuleNode
{
    public override string Words => $"{Column} is {(Equal ? "" : "not ")}{Other ?? $"'{Value}'"}";

    public override bool? Holds(IRuleRow row) => row.Text(Column) is { } a && (Other is null ? Value : row.Text(Other)) is { } b ? string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase) == Equal : null;
}

internal sealed record OneOf(string Column, IReadOnlyList<string> Values) : RuleNode
{
    public override string Words => $"{Column} is one of {string.Join(", ", Values.Select(value => $"'{value}'"))}";

    public override bool? Holds(IRuleRow row) => row.Text(Column) is { } text ? Values.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase) : null;
}

/// <summary>Searches texts; in any of several columns where the rule names none.</summary>
internal sealed record Finds(IReadOnlyList<string> Columns, string How, string Value, bool Any) : RuleNode
{
    public override string Words => $"{(Any ? "any text" : Columns[0])} {How} '{Value}'";

    public override bool? Holds(IRuleRow row)
    {
        var known = false;
        foreach (var column in Columns)
        {
            if (row.Text(column) is { } text)
            {
                known = true;
                if (How switch
                {
                    "contains" => text.Contains(Value, StringComparison.OrdinalIgnoreCase),
                    "starts with" => text.TrimStart().StartsWith(Value, StringComparison.OrdinalIgnoreCase),
                    _ => text.TrimEnd().EndsWith(Value, StringComparison.OrdinalIgnoreCase),
                })
                {
                    return true;
                }
            }
        }

        return known ? false : null;
    }
}

internal sealed record IsMissing(string Column, bool Missing) : RuleNode
{
    public override string Words => $"{Column} is {(Missing ? "" : "not ")}missing";

    public override bool? Holds(IRuleRow row) => row.Text(Column) is null == Missing;
}

internal static class Signs
{
    public static bool Holds(string sign, int compared) => sign switch { "<" => compared < 0, "<=" => compared <= 0, ">" => compared > 0, ">=" => compared >= 0, "!=" => compared != 0, _ => compared == 0 };

    public static string Words(string sign) => sign switch { "<" => "below", "<=" => "at most", ">" => "above", ">=" => "at least", "!=" => "not", _ => "exactly" };

    public static string TimeWords(string sign) => sign switch { "<" => "before", "<=" => "not after", ">" => "after", ">=" => "not before", "!=" => "not on", _ => "on" };
}

/// <summary>Dates as rules write them.</summary>
internal static class RuleDates
{
    public static long? Read(ReadOnlySpan<char> text) => DateText.TryRead(text, out var date) && date.TryTicks(!date.DayCannotBeFirst, out var ticks) ? ticks : null;
}
